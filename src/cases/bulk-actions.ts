/** Steps that may be taken on many cases at once. What their effects refuse, they refuse before they write. */
export const bulkActions = ['supervise', 'assign', 'accept', 'sort', 'receive', 'approveExtension', 'link'] as const
export type BulkAction = (typeof bulkActions)[number]
/** A morning's work, and a preview one can still read. */
export const mostAtOnce = 500
