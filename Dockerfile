# One image for every process of workers/; docker-compose.yml says which one runs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc vite.config.ts ./
COPY scripts scripts
COPY src src
# builds the page and an empty database in the end; then only what the processes need is left
RUN npm ci && npm ci --omit=dev

FROM node:24-slim

# setpriv ends a parser with its parent; slim images have it in util-linux
RUN mkdir -p /app /data /drop && chown node:node /data /drop
WORKDIR /app
# the code is root's, and whoever runs it cannot change it
COPY package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY src src
COPY pipelines pipelines
COPY workers workers

USER node
ENV RIHLA_DATA=/data RIHLA_DROP=/drop NODE_ENV=production
CMD ["node", "workers/all.ts"]
