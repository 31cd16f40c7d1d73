# Build:  docker build -t kz-ai-assistant --build-arg TORCH_INDEX=URL .
#         URL is an index of CPU-only PyTorch wheels (PyTorch's "Start Locally" page, choice "CPU").
# Run:    docker run --read-only --tmpfs /tmp -p 8000:8000 kz-ai-assistant
FROM python:3.11-slim AS build

ARG TORCH_INDEX=""
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH

WORKDIR /src
COPY requirements requirements
# Without the argument pip stops here rather than take gigabytes of CUDA packages.
RUN if [ -n "$TORCH_INDEX" ]; \
    then pip install torch==2.13.0 --index-url "$TORCH_INDEX"; \
    else pip install torch==2.13.0 -c requirements/no-cuda.txt; fi

COPY pyproject.toml README.md ./
COPY corpus corpus
COPY index index
COPY assistant assistant
# Optional parts, such as milvus,postgres,redis for several replicas.
ARG EXTRAS=""
RUN pip install ".${EXTRAS:+[$EXTRAS]}" -c requirements/constraints.txt

ENV ASSISTANT_DATA_DIR=/data HF_HUB_OFFLINE=1
WORKDIR /
RUN assistant index build && assistant index verify

FROM python:3.11-slim

RUN useradd --system --uid 10001 --no-create-home assistant
COPY --from=build /opt/venv /opt/venv
COPY --from=build --chown=10001:10001 /data /data
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    HF_HUB_OFFLINE=1 \
    ASSISTANT_DATA_DIR=/data \
    ASSISTANT_HOST=0.0.0.0 \
    ASSISTANT_PORT=8000
WORKDIR /tmp
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["assistant", "serve"]
