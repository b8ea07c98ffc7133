-- What an agency's software cannot take, beyond the size of a file and attachments: kinds of messages, types of documents, what is enciphered.
alter table exchange.mailbox add column not_kinds text[] not null default '{}'
  check (not_kinds <@ array['recall', 'update', 'replace']);
-- As '2.18', group and code; null: every type.
alter table exchange.mailbox add column only_types text[] check (cardinality(only_types) between 1 and 200);
alter table exchange.mailbox add column takes_encrypted boolean not null default true;
