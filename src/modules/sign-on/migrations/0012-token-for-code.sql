-- An access token for a code, and the code marked as used, or neither: false when the code was used before, by any process, or is gone.
-- A function for the sake of its setting. The partition of a code is known only from its expiry, a parameter, so PostgreSQL took a plan
-- made for these very parameters for the cheaper one and planned the statement anew with every token: 0.34 ms of its processor time
-- for each, commit and all, where this takes 0.18 (bench of 2026-11-29, 4,000 of each over one connection).
create function sign_on.token_for_code(
  token bytea, token_grant text, token_expiry timestamptz, token_version smallint, token_payload jsonb,
  code bytea, at timestamptz, code_expires_by timestamptz
) returns boolean
language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  update sign_on.brief set consumed_at = at
  where id = code and expires_at > at and expires_at <= code_expires_by and consumed_at is null;
  if not found then
    return false;
  end if;
  insert into sign_on.access_token (id, grant_id, expires_at, version, payload)
  values (token, token_grant, token_expiry, token_version, token_payload);
  return true;
end
$$;
