/** Photos that stand open for everybody, small, each leading to the whole. */
import type { Visit } from './visit.ts'

export const OpenPhotos = ({ v, base, ids }: { v: Visit; base: string; ids: readonly string[] }) =>
  ids.length === 0 ? null : (
    <ul class="files">
      {ids.map((id, i) => (
        <li>
          <a href={`${base}/${id}`}>
            <img
              src={`${base}/${id}?size=thumb`}
              alt={v.t('village.photo', { n: i + 1 })}
              width="120"
              height="120"
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  )
