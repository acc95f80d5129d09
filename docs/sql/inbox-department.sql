-- Written by `npm run bench -- plans` over 100000 cases. Do not edit.

select "cases"."id", "cases"."number", "cases"."version", "cases"."opening", "cases"."title", "cases"."place", "cases"."village_id", "cases"."state", "cases"."level", "cases"."holder_org_id", "cases"."holder_member_id", "cases"."lead_org_id", "cases"."channel", "cases"."category", "cases"."nature", "cases"."extent", "cases"."urgency", "cases"."registered_at", "cases"."changed_at", "cases"."ended_at", "cases"."clock", "cases"."clock_started_at", "cases"."due_at", "cases"."due_provisional", "cases"."outcome", "cases"."satisfied", "cases"."sent_back", "cases"."reopened", "cases"."overdue", "cases"."reminded", "cases"."contact_due_at", "cases"."contacted_at", "cases"."promised_at", "cases"."resolved", "cases"."doubt", "cases"."hidden_from", "cases"."approver_org_id", "cases"."petition", "cases"."statutory_clock", "cases"."statutory_started_at", "cases"."statutory_due_at", "cases"."statutory_provisional", mine.sorted_by
    from (select distinct id, sorted_by from ((select id, least(due_at, statutory_due_at) as sorted_by from cases where due_at is not null and holder_member_id = $1
       
      order by least(due_at, statutory_due_at), id limit $2) union all (select id, least(due_at, statutory_due_at) as sorted_by from cases where due_at is not null and holder_org_id = $3 and state not in ('answered', 'linked', 'waiting')
        and (level <> 'member' or least(due_at, statutory_due_at) < $4 or holder_member_id = any($5::uuid[])) and (state <> 'shelved' or least(due_at, statutory_due_at) < $6)
       
      order by least(due_at, statutory_due_at), id limit $7)) lists order by sorted_by, id limit $8) mine
    join cases on cases.id = mine.id
    order by mine.sorted_by, mine.id;
-- Nested Loop (actual rows=17.00 loops=1)
--   ->  Limit (actual rows=17.00 loops=1)
--         ->  Unique (actual rows=17.00 loops=1)
--               ->  Merge Append (actual rows=17.00 loops=1)
--                     Sort Key: (LEAST(cases_1.due_at, cases_1.statutory_due_at)), cases_1.id
--                     ->  Limit (actual rows=0.00 loops=1)
--                           ->  Index Scan using cases_in_hand_of on cases cases_1 (actual rows=0.00 loops=1)
--                                 Index Cond: ((jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND (holder_member_id = '019ab66e-4399-794d-b683-c48ae04709d0'::uuid))
--                                 Filter: ((due_at IS NOT NULL) AND ((((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)) AND ((hidden_from = '{}'::uuid[]) OR (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[]))))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[])))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (resident_id = ANY ((NULLIF(current_setting('app.people'::text, true), ''::text))::uuid[]))) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)))
--                                 Index Searches: 1
--                     ->  Limit (actual rows=17.00 loops=1)
--                           ->  Index Scan using cases_inbox on cases cases_2 (actual rows=17.00 loops=1)
--                                 Index Cond: ((jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND (holder_org_id = '019ab66e-4399-7435-a3b0-573b2f9c302d'::uuid))
--                                 Filter: ((due_at IS NOT NULL) AND (state <> ALL ('{answered,linked,waiting}'::text[])) AND ((level <> 'member'::text) OR (LEAST(due_at, statutory_due_at) < '2026-11-24 15:15:46.675+00'::timestamp with time zone) OR (holder_member_id = ANY ('{}'::uuid[]))) AND ((state <> 'shelved'::text) OR (LEAST(due_at, statutory_due_at) < '2026-11-24 15:15:46.675+00'::timestamp with time zone)) AND ((((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)) AND ((hidden_from = '{}'::uuid[]) OR (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[]))))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[])))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (resident_id = ANY ((NULLIF(current_setting('app.people'::text, true), ''::text))::uuid[]))) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)))
--                                 Rows Removed by Filter: 6
--                                 Index Searches: 1
--   ->  Index Scan using cases_pkey on cases (actual rows=1.00 loops=17)
--         Index Cond: ((jurisdiction_id = (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer) AND (id = cases_1.id))
--         Filter: ((((seen_by && (NULLIF(current_setting('app.scope'::text, true), ''::text))::uuid[]) OR (id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END)) AND ((hidden_from = '{}'::uuid[]) OR (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[]))))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (NOT (hidden_from && COALESCE((NULLIF(current_setting('app.recused'::text, true), ''::text))::uuid[], '{}'::uuid[])))) OR ((jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'erase'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) AND (resident_id = ANY ((NULLIF(current_setting('app.people'::text, true), ''::text))::uuid[]))) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = ANY ('{verify,retire,index}'::text[])) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END))
--         Index Searches: 17

select c.id from unnest($1::uuid[], $2::int[]) as c (id, version)
      left join case_seen s on s.jurisdiction_id = $3 and s.member_id = $4 and s.case_id = c.id
      left join case_events e on e.jurisdiction_id = $5 and e.case_id = c.id and e.seq = c.version
      where coalesce(s.version, 0) < c.version and e.member_id is distinct from $6::uuid;
-- Nested Loop Left Join (actual rows=6.00 loops=1)
--   Filter: (e.member_id IS DISTINCT FROM '019ab66e-4399-794d-b683-c48ae04709d0'::uuid)
--   Rows Removed by Filter: 11
--   ->  Hash Left Join (actual rows=17.00 loops=1)
--         Hash Cond: (c.id = s.case_id)
--         Filter: (COALESCE(s.version, 0) < c.version)
--         ->  Function Scan on c (actual rows=17.00 loops=1)
--         ->  Hash (actual rows=0.00 loops=1)
--               Buckets: 1024  Batches: 1  Memory Usage: 8kB
--               ->  Result (actual rows=0.00 loops=1)
--                     One-Time Filter: ((NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer = 1)
--                     ->  Seq Scan on case_seen s (actual rows=0.00 loops=1)
--                           Filter: ((jurisdiction_id = 1) AND (member_id = '019ab66e-4399-794d-b683-c48ae04709d0'::uuid) AND ((NULLIF(current_setting('app.job'::text, true), ''::text) = 'sweep'::text) OR ((member_id = (NULLIF(current_setting('app.member'::text, true), ''::text))::uuid) AND (case_id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])))))
--   ->  Result (actual rows=1.00 loops=17)
--         One-Time Filter: ((NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer = 1)
--         ->  Index Scan using case_events_pkey on case_events e (actual rows=1.00 loops=17)
--               Index Cond: ((jurisdiction_id = 1) AND (case_id = c.id) AND (seq = c.version))
--               Filter: ((NULLIF(current_setting('app.job'::text, true), ''::text) = 'verify'::text) OR (jurisdiction_id = CASE WHEN (NULLIF(current_setting('app.job'::text, true), ''::text) = 'units'::text) THEN (NULLIF(current_setting('app.jurisdiction'::text, true), ''::text))::integer ELSE NULL::integer END) OR (NULLIF(current_setting('app.job'::text, true), ''::text) = 'clocks'::text) OR (case_id = ANY ((NULLIF(current_setting('app.cases'::text, true), ''::text))::uuid[])))
--               Index Searches: 17
