import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './midoffice/database/schema.ts',
  out: './midoffice/database/migrations',
});
