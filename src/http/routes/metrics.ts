import { defineRoute, noValues } from '../route.ts'
import { metricsType } from '../health-server.ts'

export const showMetrics = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/metrics',
  operationId: 'metrics',
  summary: 'What is measured of the archive and of this process, for Prometheus',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'metrics in the text format of Prometheus' },
  content: 'text/plain',
  errors: [],
  async handle({ reply }, { metrics }) {
    void reply.type(metricsType)
    return metrics.text()
  },
})
