"""How forms are drawn: our markup for `{{ form }}` and `{{ form.field.as_field_group }}`."""

from django.forms.renderers import TemplatesSetting


class SiangRenderer(TemplatesSetting):
    """Whole forms with an error summary, fields as the field component; widgets stay Django's."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
