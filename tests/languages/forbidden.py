"""Words that blame, or sell a right as a kindness, in each language that keycheck speaks or is about to."""

from __future__ import annotations

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "en": (
        "goodwill", "gesture", "unfortunately", "as per policy", "policy states", "you claim", "alleged", "user error",
        "customer-induced", "abuse", "misuse", "you should have", "you failed", "no fault found", "any inconvenience",
        "you are entitled",
    ),
    "de": (
        "kulanz", "leider", "gemäß unseren richtlinien", "laut unseren richtlinien", "sie behaupten", "angeblich",
        "benutzerfehler", "bedienfehler", "bedienungsfehler", "anwenderfehler", "selbst verschuldet",
        "selbstverschuldet", "unsachgemäß", "missbrauch", "sie hätten", "sie haben versäumt", "kein fehler gefunden",
        "kein fehler festgestellt", "kein fehler feststellbar", "unannehmlichkeiten", "sie haben anspruch",
        "ihnen steht zu", "anspruchsberechtigt", "steht ihnen zu", "sie sind berechtigt", "sie haben ein recht auf",
        "bedauerlicherweise", "entgegenkommen", "als geste", "unserer richtlinie", "unsere richtlinien",
        "ihrer behauptung", "fehlbedienung", "falsche bedienung", "falsch bedient", "fehlgebrauch",
        "eigenverschulden", "ihr verschulden", "vom kunden verursacht", "durch den kunden verursacht",
        "sie haben vergessen", "kein defekt gefunden", "kein mangel gefunden", "kein mangel festgestellt",
        "keinen fehler gefunden", "keinen fehler feststellen", "fehler nicht nachvollziehbar", "umstände bereitet",
    ),
    "fr": (
        "geste commercial", "à titre commercial", "à titre exceptionnel", "à titre gracieux", "de bonne volonté",
        "par courtoisie", "faveur", "malheureusement", "hélas", "conformément à notre politique",
        "notre politique", "politique du magasin", "nos conditions prévoient", "vous prétendez", "vous affirmez",
        "vous soutenez", "selon vos dires", "d'après vous", "d’après vous", "selon vous", "prétendu", "soi-disant",
        "erreur utilisateur", "erreur de l'utilisateur", "erreur de l’utilisateur", "erreur humaine",
        "erreur du client", "erreur de manipulation", "fausse manipulation", "mauvaise manipulation",
        "mauvaise utilisation", "mauvais usage", "mauvais traitement", "utilisation abusive", "usage abusif",
        "utilisation non conforme", "utilisation inappropriée", "utilisation incorrecte", "négligence", "maladresse",
        "causé par le client", "imputable au client", "du fait du client", "votre faute", "faute du client",
        "vous auriez dû", "vous auriez pu", "il fallait", "vous avez omis", "vous avez oublié", "vous n'avez pas",
        "vous n’avez pas", "aucun défaut trouvé", "aucun défaut constaté", "aucun défaut détecté",
        "aucun défaut n'a été", "aucun défaut n’a été", "aucune panne trouvée", "aucune panne constatée",
        "aucune anomalie", "la gêne occasionnée", "pour la gêne", "tout désagrément", "ce désagrément",
        "les désagréments", "tout inconvénient", "navrés que vous", "désolés que vous", "vous avez droit",
        "vous avez le droit", "vous êtes en droit", "vous êtes fondé",
    ),
    "es": (
        "gesto comercial", "gesto de buena voluntad", "buena voluntad", "gesto de cortesía", "por cortesía",
        "de cortesía", "detalle comercial", "atención comercial", "a título excepcional", "a título comercial",
        "lamentablemente", "desafortunadamente", "desgraciadamente", "por desgracia", "según nuestra política",
        "conforme a nuestra política", "de acuerdo con nuestra política", "nuestra política", "usted afirma",
        "usted alega", "usted sostiene", "según usted", "supuesto fallo", "supuesta avería", "supuesto defecto",
        "supuestamente", "presunto", "presunta", "error del usuario", "error de usuario", "error humano",
        "error del cliente", "error de manejo", "mal uso", "mala utilización", "mal manejo", "uso indebido",
        "uso inadecuado", "uso incorrecto", "uso negligente", "manipulación indebida", "manipulación incorrecta",
        "manejo incorrecto", "abuso", "negligencia", "causado por el cliente", "imputable al cliente",
        "atribuible al cliente", "culpa suya", "su culpa", "culpa del cliente", "debería haber", "debió haber",
        "tendría que haber", "usted no ha", "olvidó", "no se encontró fallo", "no se encontró ningún fallo",
        "no se ha encontrado ningún fallo", "no se detectó ningún fallo", "no se ha detectado ningún fallo",
        "sin fallo encontrado", "ningún fallo encontrado", "cualquier inconveniente", "los inconvenientes",
        "las molestias", "la molestia", "lamentamos que", "sentimos que usted", "tiene derecho a",
        "tiene usted derecho", "le corresponde el derecho", "le asiste el derecho",
    ),
}  # fmt: skip
"""ISO 639-1 -> the words, in small letters."""


def blames(language: str, text: str) -> list[str]:
    """Those that stand in this text."""
    small = " ".join(text.lower().split())
    return [word for word in FORBIDDEN[language] if word in small]
