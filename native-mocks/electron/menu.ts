// Electron's Menu, as far as a window without a menu bar needs it.
interface MenuItem {
  readonly label?: string;
  readonly role?: string;
}

export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly MenuItem[];

  constructor(items: readonly MenuItem[] = []) {
    this.items = items;
  }
  static buildFromTemplate(template: readonly MenuItem[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
}
