from tests.support.hypothesis_profiles import register

register()
