"""The screens of the window itself: settings, accounts, backups, help."""

from __future__ import annotations

from cs_desktop.domain.droits import Droit
from cs_desktop.ui.shell.accounts import AccountsPage
from cs_desktop.ui.shell.appearance import AppearancePage
from cs_desktop.ui.shell.backups import BackupsPage
from cs_desktop.ui.shell.help_screen import HelpScreen
from cs_desktop.ui.shell.my_password import MyPasswordPage
from cs_desktop.ui.shell.registre import Group, Registre, ScreenEntry
from cs_desktop.ui.shell.settings_index import SETTINGS, SettingsIndex

HELP, PASSWORD, BACKUPS = "aide", "mot-de-passe", "sauvegardes"


def register(registre: Registre) -> None:
    """Réglages and Aide, at the bottom of the sidebar, and the pages of Réglages."""
    registre.add(
        ScreenEntry(SETTINGS, "Réglages", "settings", SettingsIndex, Group.BAS),
        ScreenEntry(
            HELP,
            "Aide",
            "circle-question-mark",
            HelpScreen,
            Group.BAS,
            hint="F1",
            words="raccourcis clavier touches",
        ),
        ScreenEntry(
            "apparence",
            "Apparence",
            "sun-moon",
            AppearancePage,
            parent=SETTINGS,
            words="thème sombre clair zoom taille police",
            summary="Couleurs et taille de l’affichage, pour cet ordinateur.",
        ),
        ScreenEntry(
            PASSWORD,
            "Mon mot de passe",
            "lock",
            MyPasswordPage,
            droit=Droit.PREFERENCES,
            parent=SETTINGS,
            words="compte changer",
            summary="Changer le mot de passe du compte ouvert.",
        ),
        ScreenEntry(
            "comptes",
            "Comptes",
            "users",
            AccountsPage,
            droit=Droit.GERER_COMPTES,
            parent=SETTINGS,
            words="utilisateurs rôle droits fiche de secours clé",
            summary="Qui peut ouvrir la base, avec quel rôle ; la fiche de secours.",
        ),
        ScreenEntry(
            BACKUPS,
            "Sauvegardes",
            "archive",
            BackupsPage,
            droit=Droit.SAUVEGARDER,
            parent=SETTINGS,
            words="restaurer vérifier clé usb copie",
            summary="Sauvegarder, vérifier la base, restaurer.",
        ),
    )
