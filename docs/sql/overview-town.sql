-- Written by `npm run bench -- plans` over 100000 cases. Do not edit.

with open as materialized (
      select level, case when registered_at >= $1 then '0-3' when registered_at >= $2 then '4-7' when registered_at >= $3 then '8-15' when registered_at >= $4 then '16-30' when registered_at >= $5 then '31-60' else '61-' end as band, holder_org_id as org, state, category, village_id as village,
        least(due_at, statutory_due_at) < $6 as late, extract(epoch from $7::timestamptz - least(due_at, statutory_due_at))::int / 86400 as past, sent_back, reopened
      from cases where holder_org_id is not null 
    )
    select case when grouping(band) = 0 then 'age' when grouping(org) = 0 then 'holder' when grouping(category) = 0 then 'category' else 'village' end as what,
      level, band, org, state, category, village, null::int as median, null::int as longest, count(*)::int as n, count(*) filter (where late)::int as late,
      count(*) filter (where sent_back > 0)::int as "sentBack", count(*) filter (where reopened > 0)::int as reopened
    from open group by grouping sets ((level, band), (org, state), (category), (village))
    union all
    select 'stuck', null, null, org, state, null, null, percentile_disc(0.5) within group (order by past), max(past), count(*)::int as n, count(*) filter (where late)::int as late,
      count(*) filter (where sent_back > 0)::int as "sentBack", count(*) filter (where reopened > 0)::int as reopened
    from open where late group by org, state;
-- Append (actual rows=181.00 loops=1)
--   CTE open
--     ->  Index Only Scan using cases_open on cases (actual rows=240.00 loops=1)
--           Index Cond: (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer)
--           Filter: ((((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)) AND ((hidden_from = '{}'::uuid[]) OR (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[]))))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[])))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (resident_id = ANY ((NULLIF(current_setting('app.people'::text, true), ''::text))::uuid[]))) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END))
--           Rows Removed by Filter: 4496
--           Heap Fetches: 0
--           Index Searches: 1
--   ->  HashAggregate (actual rows=159.00 loops=1)
--         Hash Key: open.category
--         Hash Key: open.village
--         Hash Key: open.level, open.band
--         Hash Key: open.org, open.state
--         Batches: 1  Memory Usage: 112kB
--         ->  CTE Scan on open (actual rows=240.00 loops=1)
--               Storage: Memory  Maximum Storage: 40kB
--   ->  GroupAggregate (actual rows=22.00 loops=1)
--         Group Key: open_1.org, open_1.state
--         ->  Sort (actual rows=27.00 loops=1)
--               Sort Key: open_1.org, open_1.state
--               Sort Method: quicksort  Memory: 26kB
--               ->  CTE Scan on open open_1 (actual rows=27.00 loops=1)
--                     Filter: late
--                     Rows Removed by Filter: 213
--                     Storage: Memory  Maximum Storage: 40kB

select village_id as village, count(*)::int as n, count(*) filter (where sent_back > 0)::int as "sentBack", count(*) filter (where reopened > 0)::int as reopened
    from cases where registered_at >= $1 and registered_at < $2  group by 1;
-- GroupAggregate (actual rows=40.00 loops=1)
--   Group Key: village_id
--   ->  Sort (actual rows=328.00 loops=1)
--         Sort Key: village_id
--         Sort Method: quicksort  Memory: 37kB
--         ->  Bitmap Heap Scan on cases (actual rows=328.00 loops=1)
--               Recheck Cond: (((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR ((jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[]))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer)) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer)) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer)))
--               Filter: ((registered_at >= '2026-10-31 16:00:00+00'::timestamp with time zone) AND (registered_at < '2026-11-24 15:15:47.541+00'::timestamp with time zone) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND ((((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)) AND ((hidden_from = '{}'::uuid[]) OR (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[]))))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[])))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (resident_id = ANY ((NULLIF(current_setting('app.people'::text, true), ''::text))::uuid[]))) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)))
--               Rows Removed by Filter: 4672
--               Heap Blocks: exact=4992
--               ->  BitmapOr (actual rows=0.00 loops=1)
--                     ->  BitmapOr (actual rows=0.00 loops=1)
--                           ->  Bitmap Index Scan on cases_seen_by (actual rows=5000.00 loops=1)
--                                 Index Cond: (seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[])
--                                 Index Searches: 1
--                           ->  Bitmap Index Scan on cases_pkey (actual rows=0.00 loops=1)
--                                 Index Cond: ((jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])))
--                                 Index Searches: 0
--                           ->  Bitmap Index Scan on cases_response (actual rows=0.00 loops=1)
--                                 Index Cond: ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer))
--                                 Index Searches: 0
--                     ->  Bitmap Index Scan on cases_response (actual rows=0.00 loops=1)
--                           Index Cond: ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer))
--                           Index Searches: 0
--                     ->  Bitmap Index Scan on cases_response (actual rows=0.00 loops=1)
--                           Index Cond: ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer))
--                           Index Searches: 0
--                     ->  Bitmap Index Scan on cases_response (actual rows=0.00 loops=1)
--                           Index Cond: ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer))
--                           Index Searches: 0

select count(*)::int as n from cases where ended_at >= $1 and ended_at < $2;
-- Aggregate (actual rows=1.00 loops=1)
--   ->  Index Scan using cases_ended on cases (actual rows=190.00 loops=1)
--         Index Cond: ((jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND (ended_at >= '2026-10-31 16:00:00+00'::timestamp with time zone) AND (ended_at < '2026-11-24 15:15:47.541+00'::timestamp with time zone))
--         Filter: ((((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)) AND ((hidden_from = '{}'::uuid[]) OR (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[]))))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[])))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (resident_id = ANY ((NULLIF(current_setting('app.people'::text, true), ''::text))::uuid[]))) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END))
--         Rows Removed by Filter: 3669
--         Index Searches: 1
