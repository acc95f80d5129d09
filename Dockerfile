# Not yet run in CI.
# The program with the embedded database in the volume /data, or with any PostgreSQL 15 or newer by DATABASE_URL.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image has Node 24 already: its copies for other places are left out.
RUN npm ci --include=dev --include=optional --no-audit --no-fund \
 && rm -rf node_modules/node-linux-* node_modules/node-win-* \
 && sha256sum package-lock.json | cut -d ' ' -f 1 > node_modules/.lock-sha256
COPY . .
RUN node_modules/.bin/vite build --config web/console/vite.config.ts

FROM node:24-slim
ENV NODE_ENV=production TZ=Asia/Shanghai LIANXIN_DATA=/data HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=build --chown=root:root /app /app
# names in watermarks on photos need a font with Chinese characters
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk && rm -rf /var/lib/apt/lists/*
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "scripts/run.mjs", "src/main.ts"]
