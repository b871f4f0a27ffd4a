"""Frequent first names: they tell which end of « dupont anna » is the first name, never the sex."""

from __future__ import annotations

_FREQUENTS = """
    adam adele adrien agathe ahmed aicha alain albert alexandre alexis alice aline amandine
    amelie amina amine anais andre andree angele anna anne annie anthony antoine arthur
    aurelie axel aya benjamin bernadette bernard brigitte bruno camille carine carole
    caroline catherine cecile celine chantal charles charlotte chloe christelle christian
    christiane christine christophe claire claude claudine clemence clement colette corinne
    cyril damien daniel daniele david delphine denis denise didier dominique edith elena
    eliane elise elodie emilie emma emmanuel enzo eric estelle esther ethan eva evelyne
    fabien fabrice farid fatima fatoumata florence florian francis francois francoise
    frederic gabriel gaelle genevieve georges gerard germaine ghislaine gilbert gilles
    guillaume guy hamza hanane hassan helene henri herve hugo ibrahim ines irene isabelle
    ismael jacqueline jacques jade jamila jean jeanne jerome jessica jocelyne joel josette
    joseph josiane julie julien juliette karim karima karine kevin khadija laetitia laura
    laure laurence laurent lea leila leo leon leonie lina linda line lisa louis louise lou
    luc lucas lucie lucien ludovic lydie madeleine malika manon marc marcel margaux
    marguerite maria mariam mariama marianne marie marine marion martine maryse mathieu
    mathilde mathis maurice maxime mehdi melanie michel michele micheline milan mireille
    mohamed mohammed monique mounir mourad moussa myriam nabil nadege nadia nadine nathalie
    nathan nicolas nicole nina noa noah noe noemie nora nour odette odile olivier omar
    oceane pascal pascale patrice patricia patrick paul paulette pauline philippe pierre
    quentin rachel rachid raphael raymond regine remi renee rene richard robert roger roland
    romain rosa rose sabrina said salim salma samia samir samuel sandra sandrine sara sarah
    sebastien serge simone sofia solange sonia sophie stephane stephanie suzanne sylvain
    sylvie theo therese thierry thomas tom valentin valerie vanessa veronique victor vincent
    virginie viviane william yann yacine yasmine yves yvette yvonne zoe zineb
"""
PRENOMS = frozenset(_FREQUENTS.split())
