using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the learning rate as a function of the epoch.</summary>
internal static class LearningRateEmitter
{
    public static void Write(SourceWriter writer, TypeNames names, TrainingPlan training)
    {
        writer.Summary("Learning rate of an epoch of the declared schedule, counted from 0; see ScheduleEpoch.");
        var arms = Arms(names, training).ToList();
        if (arms.Count == 1)
        {
            writer.Line($"public static double LearningRateAt(int epoch) => {arms[0].Rate};");
            return;
        }

        using (writer.Braces("public static double LearningRateAt(int epoch) => epoch switch", "};"))
        {
            foreach (var (before, rate) in arms)
            {
                writer.Line($"{(before is { } epoch ? $"< {Invariant.Text(epoch)}" : "_")} => {rate},");
            }
        }
    }

    /// <summary>The rates with the epochs that they end before; the last one does not end.</summary>
    private static IEnumerable<(int? Before, string Rate)> Arms(TypeNames names, TrainingPlan training)
    {
        var warmup = training.WarmupEpochs;
        if (warmup > 1)
        {
            yield return (warmup, $"{Number(training.LearningRate.Initial)} * (epoch + 1) / {Invariant.Text(warmup)}");
        }

        switch (training.LearningRate)
        {
            case LearningRatePlan.MultiStep multiStep:
                for (var i = 0; i < multiStep.Milestones.Count; i++)
                {
                    yield return (multiStep.Milestones[i], Number(multiStep.Rates[i]));
                }

                yield return (null, Number(multiStep.Rates[multiStep.Milestones.Count]));
                break;
            case LearningRatePlan.Step step:
                yield return (null, $"{Number(step.Initial)} * {names["Math"]}.Pow({Number(step.Gamma)}, epoch / {Invariant.Text(step.Size)})");
                break;
            case LearningRatePlan.Cosine cosine:
                // From 1 in the first epoch behind the warm-up towards 0 behind the last one.
                var progress = warmup > 0 ? $"(epoch - {Invariant.Text(warmup)}) / (Epochs - {Invariant.Text(warmup)})" : "epoch / Epochs";
                var wave = $"(1 + {names["Math"]}.Cos({names["Math"]}.PI * {progress})) / 2";
                yield return (null, cosine.Final == 0
                    ? $"{Number(cosine.Initial)} * {wave}"
                    : $"{Number(cosine.Final)} + ({Number(cosine.Initial)} - {Number(cosine.Final)}) * {wave}");
                break;
        }
    }

    /// <summary>Never an integer literal, which would make a division a whole one.</summary>
    private static string Number(double number)
    {
        var text = Invariant.Text(number);
        return text.All(char.IsDigit) ? text + ".0" : text;
    }
}
