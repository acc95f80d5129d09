-- The rows of one request as plain statements, one by one, under the same row-level security. For pgbench, simple protocol.
-- Ids rise like those the app makes (UUID version 7), so that the indexes grow at the same end.
\set k :k + 1
\set id 100000000000 + :round * 10000000000 + :k * 1000 + :client_id
\set phone random(10000000, 99999999)
begin\; set local app.jurisdiction = ':j'\; set local app.cases = '{01930000-0000-7000-8001-:id}'\; set local app.people = '{01930000-0000-7000-8002-:id}';
insert into case_receipts (jurisdiction_id, number, case_id, client_key, request_digest, due_at, due_provisional, event_hash, created_at)
values (:j, 'LX-0001-:id', '01930000-0000-7000-8001-:id', 'plain-:id', '\x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b', now() + interval '3 days', false, '\x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b', now());
insert into person_keys (jurisdiction_id, resident_id, wrapped)
values (:j, '01930000-0000-7000-8002-:id', '\x01a7c53e90bb1f42d86c3b9d05f7d2a1c4881e6f30572b94cdea6b7f18093d5ce2f4a1b60c7d8e9f00112233445566778899aabbccddeeff0123456789');
insert into residents (jurisdiction_id, id, village_id, sealed_name, sealed_phone, phone_index, phone_tail_index, consent, created_at, seen_by)
values (:j, '01930000-0000-7000-8002-:id', ':village', '\x01a7c53e90bb1f42d86c3b9d05f7d2a1c4881e6f30572b94cdea6b7f18093d5ce2f4a1b60c7d',
  '\x01a7c53e90bb1f42d86c3b9d05f7d2a1c4881e6f30572b94cdea6b7f18093d5ce2f4a1b60c7d8e9f', decode(md5(':phone'), 'hex'), decode(md5(right(':phone', 4)), 'hex'), 'given', now(), ':chain');
insert into cases (jurisdiction_id, id, number, village_id, place, channel, language, resident_id, registered_at, opening,
  state, level, holder_org_id, clock, clock_started_at, due_at, due_provisional, contact_due_at, promised_at, wake_at, version, head, changed_at, seen_by)
values (:j, '01930000-0000-7000-8001-:id', 'LX-0001-:id', ':village', '村小学东侧水渠口', 'web', 'zh-CN', '01930000-0000-7000-8002-:id', now(),
  '村东头水渠的闸板坏了快一个月，放水的时候关不严，水都流到小学门口的路上，孩子们上学要绕一大圈。上次说是先登记，后来也没有人来看过。眼看要冬灌了，麻烦给修一修，或者先拿沙袋堵上也行。',
  'registered', 'branch', ':village', 'acceptance', now(), now() + interval '3 days', false, now() + interval '1 day', now() + interval '3 days', now() + interval '1 day', 1,
  '\x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b', now(), ':chain');
insert into case_events (jurisdiction_id, case_id, seq, type, audience, at, actor_kind, data, prev, hash)
values (:j, '01930000-0000-7000-8001-:id', 1, 'register', 'everyone', now(), 'resident',
  '{"channel": "web", "consent": "given", "contact": true, "files": 0, "village": ":village", "words": {"sha256": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"}, "place": {"sha256": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"}}',
  '\x0000000000000000000000000000000000000000000000000000000000000000', '\x6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b');
insert into case_texts (jurisdiction_id, case_id, seq, field, body, salt)
values (:j, '01930000-0000-7000-8001-:id', 1, 'words', '村东头水渠的闸板坏了快一个月，放水的时候关不严，水都流到小学门口的路上，孩子们上学要绕一大圈。上次说是先登记，后来也没有人来看过。眼看要冬灌了，麻烦给修一修，或者先拿沙袋堵上也行。', '\x6b86b273ff34fce19d6b804eff5a3f57'),
  (:j, '01930000-0000-7000-8001-:id', 1, 'place', '村小学东侧水渠口', '\xd4735e3a265e16eee03f59718b9b5d03');
insert into notices (jurisdiction_id, id, member_id, kind, case_id, case_number, at)
values (:j, '01930000-0000-7000-8003-:id', ':secretary', 'register', '01930000-0000-7000-8001-:id', 'LX-0001-:id', now());
insert into outbox (jurisdiction_id, id, channel, template, language, resident_id, case_id, params, created_at, next_try_at)
values (:j, '01930000-0000-7000-8004-:id', 'sms', 'received', 'zh-CN', '01930000-0000-7000-8002-:id', '01930000-0000-7000-8001-:id', '{"number": "LX-0001-:id"}', now(), now());
commit;
