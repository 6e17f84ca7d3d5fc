export { chinaCalendar } from './china.js';
export { type CalendarFailure, calendarFailures } from './failures.js';
export { type PublicHolidays, publicHolidayCalendar } from './public-holidays.js';
