-- Hardly any case is kept from somebody: those that are not need no look at who is asking. Who sees what stays as it was.
alter policy in_scope on cases using (jurisdiction_id = app_jurisdiction()
  and (seen_by && app_scope() or id = any (app_cases()) or jurisdiction_id = app_jurisdiction_for('clocks'))
  and (hidden_from = '{}' or not hidden_from && app_recused()));
