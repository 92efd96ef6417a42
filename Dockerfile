# Builds from the sources; nothing of the build stays in the image but dist/ and the videos.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json README.md ./
COPY scripts scripts
COPY docs docs
COPY specs specs
COPY src src
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist
COPY media media
USER node
EXPOSE 7357
HEALTHCHECK --interval=5s --timeout=2s --start-period=2s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.STUNTDOUBLE_PORT||7357}/health`).then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Result links start with http://localhost:7357; from another container, pass --public-base-url.
ENTRYPOINT ["node", "dist/stuntdouble.js"]
CMD ["start", "--host", "0.0.0.0"]
