// The only names of the add-on project Apps Script can call: those its manifest, its cards and its menu name. Wiring, no logic.
import { eventCard, homeCard, rowCard } from './surfaces/addon/cards';
import { addMenu, showOffice, showRow } from './surfaces/addon/menu';

declare const global: Record<string, unknown>;

/**
 * The card beside an open file.
 * @preserve
 */
global.homepage = homeCard;

/**
 * The card of an opened event.
 * @preserve
 */
global.eventOpened = eventCard;

/**
 * A card's button: the row chosen now.
 * @preserve
 */
global.openRow = rowCard;

/**
 * Adds the menu when a spreadsheet opens.
 * @preserve
 */
global.onOpen = addMenu;

/**
 * The menu's entry for the office.
 * @preserve
 */
global.openOffice = showOffice;

/**
 * The menu's entry for the chosen row.
 * @preserve
 */
global.openRecord = showRow;
