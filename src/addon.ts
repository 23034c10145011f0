// The only names of the add-on project Apps Script can call: those its manifest and its menu name. Wiring, no logic.
import { addMenu, homeCard, showLink } from './surfaces/addon/home';

declare const global: Record<string, unknown>;

/**
 * The home card beside an open file.
 * @preserve
 */
global.homepage = homeCard;

/**
 * Adds the menu when a spreadsheet opens.
 * @preserve
 */
global.onOpen = addMenu;

/**
 * The menu's entry.
 * @preserve
 */
global.openOffice = showLink;
