-- When somebody last signed in at a client, and which data it received when last. Written at most once a day for each (and once more
-- when it receives something new), so that a warm sign-in keeps to one write.
create table sign_on.client_use (
  client_id text not null references sign_on.client (id),
  -- In whose name: '<account>' or '<account>~<mandate>'.
  capacity text not null,
  account_id uuid not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- Items of data-items.ts that it received so far.
  items text[] not null default '{}',
  data_at timestamptz,
  primary key (client_id, capacity)
);
create index client_use_account on sign_on.client_use (account_id, last_at desc);
create index client_use_last on sign_on.client_use (client_id, last_at desc);
revoke delete, truncate on sign_on.client_use from lienthong_app;
