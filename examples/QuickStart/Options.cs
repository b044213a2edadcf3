using System.Globalization;

namespace QuickStart;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const int DefaultMaxPerClass = 1000;
    public const double DefaultRatio = 100;

    public static readonly string Usage = $"""
        Trains a small network on a long-tailed Fashion-MNIST twice, without and with RSG, and compares the two.

        usage: dotnet run --project examples/QuickStart -- [options]

          --data FOLDER      the four original Fashion-MNIST files (plain or .gz) in place of the ones shipped here; the long-tailed
                             training set is made of the first images of each class, the test set is the whole one
          --max-per-class N  with --data: images of the largest class (default {DefaultMaxPerClass})
          --ratio R          with --data: largest to smallest class (default {DefaultRatio}; 1 for a balanced set)
          --epochs N         stop after N epochs, 1 to {PlainNet.Trainer.Epochs} (default {PlainNet.Trainer.Epochs}). The schedule is compiled into the trainers and is
                             not squeezed: a run of {RsgNet.Trainer.GenerateFromEpoch} epochs or fewer ends before RSG generates its first sample
          --seed N           decides start values, order and augmentation; the same for both trainings (default 0)
          --help             shows this text
        """;

    public string? DataFolder { get; init; }

    public int MaxPerClass { get; init; } = DefaultMaxPerClass;

    public double Ratio { get; init; } = DefaultRatio;

    public int Epochs { get; init; } = PlainNet.Trainer.Epochs;

    public int Seed { get; init; }

    public bool Help { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">Something in it is not understood; the message says what.</exception>
    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        string? needsData = null;
        for (int position = 0; position < arguments.Count; position++)
        {
            string name = arguments[position];
            options = name switch
            {
                "--help" or "-h" => options with { Help = true },
                "--data" => options with { DataFolder = Value() },
                "--max-per-class" => options with { MaxPerClass = Integer(1, int.MaxValue) },
                "--ratio" => options with { Ratio = AtLeastOne() },
                "--epochs" => options with { Epochs = Integer(1, PlainNet.Trainer.Epochs) },
                "--seed" => options with { Seed = Integer(0, int.MaxValue) },
                _ => throw new FormatException($"unknown argument '{name}'"),
            };
            needsData = name is "--max-per-class" or "--ratio" ? name : needsData;

            string Value() => ++position < arguments.Count ? arguments[position] : throw new FormatException($"{name} needs a value");

            int Integer(int least, int most)
            {
                string text = Value();
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
                    ? value
                    : throw new FormatException($"{name} is '{text}'; it must be a whole number from {least} to {most}");
            }

            double AtLeastOne()
            {
                string text = Value();
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value >= 1
                    ? value
                    : throw new FormatException($"{name} is '{text}'; it must be a number of at least 1");
            }
        }

        return needsData is not null && options.DataFolder is null
            ? throw new FormatException($"{needsData} needs --data: the shipped images are long-tailed already")
            : options;
    }
}
