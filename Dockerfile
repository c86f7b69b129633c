# One image for every process of workers/; docker-compose.yml says which one runs.
FROM node:24-slim AS page
WORKDIR /app
COPY package.json package-lock.json .npmrc vite.config.ts ./
COPY scripts/build-page.ts scripts/
COPY src src
# builds the page in the end
RUN npm ci

FROM node:24-slim

# setpriv ends a parser with its parent; slim images have it in util-linux
RUN mkdir -p /app /data /drop && chown node:node /app /data /drop
WORKDIR /app
USER node

COPY --chown=node:node package.json package-lock.json .npmrc ./
COPY --chown=node:node scripts/build-page.ts scripts/
RUN npm ci --omit=dev

COPY --chown=node:node src src
COPY --chown=node:node pipelines pipelines
COPY --chown=node:node workers workers
COPY --chown=node:node --from=page /app/dist dist

ENV RIHLA_DATA=/data RIHLA_DROP=/drop NODE_ENV=production
CMD ["node", "workers/all.ts"]
