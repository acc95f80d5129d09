/** A day a person types. */
import { z } from 'zod'

/** A day people mean. A year 9999, typed by mistake, would be counted to day by day by everyone who opens the case. */
export const Day = z.iso.date().refine((day) => day >= '1949-10-01' && day <= '2099-12-31', 'day')
