from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=32)),
                ("subject_id", models.UUIDField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "notifications_told",
                "constraints": [models.UniqueConstraint(fields=("kind", "subject_id"), name="told_once")],
            },
        ),
    ]
