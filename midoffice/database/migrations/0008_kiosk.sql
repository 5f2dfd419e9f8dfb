CREATE TABLE "kiosk" (
	"device_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"room_id" text NOT NULL,
	"public_key" text NOT NULL,
	"by" text NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kiosk_challenge" (
	"hash" text PRIMARY KEY NOT NULL,
	"device_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kiosk_code" (
	"hash" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"room_id" text NOT NULL,
	"by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"device_id" text
);
--> statement-breakpoint
CREATE TRIGGER kiosk_audited AFTER INSERT OR UPDATE OR DELETE ON "kiosk"
FOR EACH ROW EXECUTE FUNCTION audit_account('kiosks', 'device_id');
