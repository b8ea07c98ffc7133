-- Work is given to posts: whoever fills the post at the moment sees it and works on it. What was given to persons by name stays so.
create table documents.assignee_post (
  incoming_id uuid not null references documents.incoming (id),
  post_id uuid not null,
  role text not null check (role in ('lead', 'co-ordinator', 'informed')),
  -- As they were called, and who filled it, when the work was given; '' where nobody did.
  name text not null,
  unit text not null,
  holder_name text not null,
  primary key (incoming_id, post_id)
);
create index assignee_post_work on documents.assignee_post (post_id, incoming_id);
create unique index assignee_post_lead on documents.assignee_post (incoming_id) where role = 'lead';

alter table documents.incoming
  add column lead_post_id uuid,
  add column lead_post_name text,
  add check (lead_officer_id is null or lead_post_id is null),
  add check ((lead_post_id is null) = (lead_post_name is null));

-- In which post somebody did something. Null for what was done before, by the exchange, or by a clock.
alter table documents.incoming_event add column by_post_id uuid;
alter table documents.outgoing_event add column by_post_id uuid;
alter table documents.copy add column signer_post_id uuid;

-- A draft belongs to the post in which it was begun. Null for drafts of before, which are their drafter's.
alter table documents.outgoing add column drafter_post_id uuid;
create index outgoing_drafter_post on documents.outgoing (drafter_post_id, state_at desc) where drafter_post_id is not null;

-- Whom it concerns was told once that work lies with a post that nobody fills since that day.
create table documents.vacancy_told (
  incoming_id uuid not null references documents.incoming (id),
  post_id uuid not null,
  since date not null,
  at timestamptz not null,
  primary key (incoming_id, post_id, since)
);
select platform.append_only('documents.vacancy_told');
