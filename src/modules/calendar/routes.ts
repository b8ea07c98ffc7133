import { serve, type Served } from '#platform/operation.ts';
import * as contract from './contract.ts';
import type { CalendarService } from './index.ts';

export function calendarRoutes(calendar: CalendarService): Served[] {
  return [
    serve(contract.getHours, ({ params }) => calendar.hoursOf(params.agencyId)),
    serve(contract.listDays, async ({ params, query }) => ({
      days: await calendar.daysOf(params.agencyId, query.from, query.to),
    })),
    serve(contract.listHolidays, async ({ params }) => ({ days: await calendar.holidaysOf(params.year) })),
    serve(contract.explainDue, ({ params, query }) => calendar.explainDue(params.agencyId, query)),
    serve(contract.setHours, async ({ params, body }, context) => {
      await calendar.setHours(params.agencyId, body, context);
      return { versions: (await calendar.hoursOf(params.agencyId)).versions };
    }),
    serve(contract.announceDay, async ({ body }, context) => {
      await calendar.announceDay(body, context);
      return { days: await calendar.announcedDays(body.agencyId) };
    }),
    serve(contract.listAnnouncedDays, async ({ query }) => ({
      days: await calendar.announcedDays(query.agencyId ?? null),
    })),
  ];
}
