/** Figures of the running process for Prometheus: requests, their time, the pool. */
import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export function metrics(pool: pg.Pool) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'lianxin_' })
  const requests = new Histogram({
    name: 'lianxin_http_request_seconds',
    help: 'Time of HTTP requests',
    labelNames: ['method', 'status'],
    registers: [registry],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  })
  new Gauge({
    name: 'lianxin_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    /** Call it when the answer is known. */
    begin(method: string) {
      const end = requests.startTimer({ method })
      return (status: number) => void end({ status: String(status) })
    },
  }
}
