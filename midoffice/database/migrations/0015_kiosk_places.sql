CREATE TABLE "kiosk_health" (
	"device_id" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"printer" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kiosk" ALTER COLUMN "room_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "kiosk_code" ALTER COLUMN "room_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "kiosk" ADD COLUMN "purpose" text DEFAULT 'room' NOT NULL;--> statement-breakpoint
ALTER TABLE "kiosk" ADD COLUMN "location_id" text;--> statement-breakpoint
ALTER TABLE "kiosk_code" ADD COLUMN "purpose" text DEFAULT 'room' NOT NULL;--> statement-breakpoint
ALTER TABLE "kiosk_code" ADD COLUMN "location_id" text;