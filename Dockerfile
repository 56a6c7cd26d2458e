# The service alone; Neo4j runs beside it (docker-compose.yml), from its own image.
# Nothing of Neo4j is in this image, so that it carries no GPL.

FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock requirements-node.lock ./
RUN python -m venv /opt/govgraph \
 && /opt/govgraph/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock \
 && python -m venv /opt/node \
 && /opt/node/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-node.lock
COPY pyproject.toml LICENSE README.md ./
COPY web web
COPY graph graph
COPY schema schema
COPY seed seed
COPY server server
RUN /opt/node/bin/python web/build.py \
 && /opt/govgraph/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
COPY --from=build /opt/govgraph /opt/govgraph
RUN useradd --system --uid 10001 --no-create-home govgraph
USER govgraph
ENV PATH=/opt/govgraph/bin:$PATH GOVGRAPH_HOST=0.0.0.0 GOVGRAPH_PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD \
  ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
ENTRYPOINT ["govgraph"]
CMD ["serve"]
