CREATE TABLE "consultation_entry" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"member_id" text NOT NULL,
	"person_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"entry" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "consultation_entry_document_id_unique" UNIQUE("document_id")
);
--> statement-breakpoint
CREATE INDEX "consultation_entry_person" ON "consultation_entry" USING btree ("person_id","sequence");--> statement-breakpoint
CREATE INDEX "consultation_entry_member" ON "consultation_entry" USING btree ("member_id","sequence");--> statement-breakpoint
CREATE FUNCTION link_consultation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_sequence bigint;
  last_hash text;
  received timestamptz := clock_timestamp();
  body text := NEW.data::text;
BEGIN
  -- Links are made one after the other, whoever writes and from which node; the lock ends with the transaction.
  PERFORM pg_advisory_xact_lock(hashtextextended('onthaal consultation chain', 0));
  -- A statement of its own, after the lock: it sees what the one before committed.
  SELECT sequence, hash INTO last_sequence, last_hash FROM consultation_entry ORDER BY sequence DESC LIMIT 1;
  last_sequence := coalesce(last_sequence, 0);
  last_hash := coalesce(last_hash, repeat('0', 64));
  INSERT INTO consultation_entry (sequence, document_id, member_id, person_id, received_at, entry, previous_hash, hash)
  VALUES (last_sequence + 1, NEW.id, NEW.data ->> 'memberId', NEW.data ->> 'personId', received, body, last_hash,
    encode(sha256(convert_to(concat_ws(E'\n', last_hash, (last_sequence + 1)::text,
      to_char(received AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), NEW.id, body), 'UTF8')), 'hex'));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER document_links_consultation AFTER INSERT ON "document"
FOR EACH ROW WHEN (NEW.collection = 'consultations') EXECUTE FUNCTION link_consultation();
--> statement-breakpoint
CREATE FUNCTION refuse_consultation_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The log of consultations only grows: % is refused', TG_OP;
END
$$;
--> statement-breakpoint
CREATE TRIGGER document_consultation_kept BEFORE DELETE ON "document"
FOR EACH ROW WHEN (OLD.collection = 'consultations') EXECUTE FUNCTION refuse_consultation_change();
--> statement-breakpoint
CREATE TRIGGER document_consultation_unchanged BEFORE UPDATE ON "document"
FOR EACH ROW WHEN (OLD.collection = 'consultations' AND
  (NEW.collection, NEW.id, NEW.data, NEW.deleted) IS DISTINCT FROM (OLD.collection, OLD.id, OLD.data, OLD.deleted))
EXECUTE FUNCTION refuse_consultation_change();
--> statement-breakpoint
CREATE TRIGGER consultation_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "consultation_entry"
FOR EACH STATEMENT EXECUTE FUNCTION refuse_consultation_change();
--> statement-breakpoint
DO $$
DECLARE
  last_sequence bigint := 0;
  last_hash text := repeat('0', 64);
  next_hash text;
  received timestamptz := clock_timestamp();
  row record;
BEGIN
  -- What stood here before there was a chain is linked in the order in which it came.
  FOR row IN SELECT id, data FROM document WHERE collection = 'consultations' ORDER BY transaction_id, sequence LOOP
    last_sequence := last_sequence + 1;
    next_hash := encode(sha256(convert_to(concat_ws(E'\n', last_hash, last_sequence::text,
      to_char(received AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), row.id, row.data::text), 'UTF8')), 'hex');
    INSERT INTO consultation_entry (sequence, document_id, member_id, person_id, received_at, entry, previous_hash, hash)
    VALUES (last_sequence, row.id, row.data ->> 'memberId', row.data ->> 'personId', received, row.data::text, last_hash, next_hash);
    last_hash := next_hash;
  END LOOP;
END
$$;
--> statement-breakpoint
CREATE FUNCTION audit_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- What the identity provider calls somebody is nobody's to read.
  was jsonb := to_jsonb(OLD) - 'subject' - 'provider_session';
  is_now jsonb := to_jsonb(NEW) - 'subject' - 'provider_session';
  whose jsonb := coalesce(to_jsonb(NEW), to_jsonb(OLD));
BEGIN
  IF was IS NOT DISTINCT FROM is_now THEN RETURN NULL; END IF;
  -- Arguments: the name under which it stands in the trail, and the column of whom it is about. The actor is told by who acts for
  -- somebody else; else it is the member themself.
  INSERT INTO audit_entry (member_id, device_id, operation_id, collection, document_id, before, after)
  VALUES (
    coalesce(nullif(current_setting('onthaal.member', true), ''), whose ->> 'by', whose ->> 'member_id', 'mid-office'),
    coalesce(nullif(current_setting('onthaal.device', true), ''), whose ->> 'device_id', 'mid-office'),
    gen_random_uuid()::text, TG_ARGV[0], whose ->> TG_ARGV[1], was,
    coalesce(is_now, was) || jsonb_build_object('deleted', TG_OP = 'DELETE'));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER login_session_audited AFTER INSERT OR UPDATE OR DELETE ON "login_session"
FOR EACH ROW EXECUTE FUNCTION audit_account('sessions', 'member_id');
--> statement-breakpoint
CREATE TRIGGER member_identity_audited AFTER INSERT OR UPDATE OR DELETE ON "member_identity"
FOR EACH ROW EXECUTE FUNCTION audit_account('identities', 'member_id');
--> statement-breakpoint
CREATE TRIGGER revocation_audited AFTER INSERT OR UPDATE OR DELETE ON "revocation"
FOR EACH ROW EXECUTE FUNCTION audit_account('access', 'id');
