import { create } from 'zustand';

type Open = 'palette' | 'sheet' | null;

/** Which of the two overlays is open; they are loaded when they are first asked for. */
export const useCommandStore = create<{ open: Open }>(() => ({ open: null }));

export const openPalette = () => useCommandStore.setState({ open: 'palette' });
export const openSheet = () => useCommandStore.setState({ open: 'sheet' });
export const closeCommands = () => useCommandStore.setState({ open: null });
