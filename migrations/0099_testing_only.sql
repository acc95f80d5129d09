-- For testing only: what the commands do not fill yet. To be dropped with the commands that fill it.
alter table cases
  drop constraint told_no_earlier_than_owed,
  drop constraint a_question_returns_somewhere,
  drop constraint a_paused_clock_waits,
  drop constraint closed_by_verdict_or_documented,
  add constraint closed_by_verdict_or_documented check (state <> 'closed' or satisfied is not null or outcome = 'no-answer');
