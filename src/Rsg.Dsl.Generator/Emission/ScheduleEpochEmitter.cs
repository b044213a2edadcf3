using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Emission;

/// <summary>
/// Writes what a training of another number of epochs makes of the declared schedule: each epoch stands for a declared one in proportion, and the
/// last of several, however few they are, lies behind all that begins later.
/// </summary>
internal static class ScheduleEpochEmitter
{
    /// <summary>The epoch of the declared schedule that an epoch stands for.</summary>
    public static void Write(SourceWriter writer, TypeNames names, LearningPlan learning)
    {
        writer.Summary("Epoch of the declared schedule that the current one stands for; the same one, unless the trainer was made for another number of epochs.");
        if (LastBeginning(learning) is not { } beginning)
        {
            writer.Line("public int ScheduleEpoch => (int)((long)Epoch * Epochs / TotalEpochs);");
            return;
        }

        using (writer.Braces("public int ScheduleEpoch"))
        {
            using (writer.Braces("get"))
            {
                writer.Line("var inProportion = (int)((long)Epoch * Epochs / TotalEpochs);");
                writer.Line();
                writer.Line("// In proportion, the last of few epochs may lie before what is to begin late.");
                writer.Line($"return Epoch > 0 && Epoch >= TotalEpochs - 1 ? {names["Math"]}.Max(inProportion, {beginning}) : inProportion;");
            }
        }
    }

    /// <summary>The way back, where the trainer needs it: the epoch that begins with one of the declared schedule.</summary>
    public static void WriteFirstEpochFrom(SourceWriter writer, TypeNames names, LearningPlan learning)
    {
        if (learning.Rsg is null && learning.Rebalancing is not RebalancingPlan.Resample { IsDeferred: true })
        {
            return;
        }

        writer.Line();
        writer.Summary("The first epoch of this training at or behind an epoch of the declared schedule; TotalEpochs where it has none.");
        if (LastBeginning(learning) is null)
        {
            writer.Line("private int FirstEpochFrom(int scheduleEpoch) => (int)((((long)scheduleEpoch * TotalEpochs) + Epochs - 1) / Epochs);");
            return;
        }

        using (writer.Braces("private int FirstEpochFrom(int scheduleEpoch)"))
        {
            writer.Line("var inProportion = (int)((((long)scheduleEpoch * TotalEpochs) + Epochs - 1) / Epochs);");
            writer.Line($"return scheduleEpoch < Epochs ? {names["Math"]}.Min(inProportion, {names["Math"]}.Max(1, TotalEpochs - 1)) : inProportion;");
        }
    }

    /// <summary>What a caller who shortens the training has to know; starts with a space, or is empty.</summary>
    public static string Remark(LearningPlan learning) => LastBeginning(learning) is { } beginning
        ? $" The last of several epochs reaches {beginning} in any case; a single one does not."
        : "";

    /// <summary>The constant of the last epoch in which something begins that the declared training has; <see langword="null"/> where all is as in its first.</summary>
    private static string? LastBeginning(LearningPlan learning)
    {
        (string Name, int Epoch)[] beginnings =
        [
            ("GenerateFromEpoch", learning.Rsg?.GenerateFromEpoch ?? 0),
            ("RebalanceFromEpoch", learning.Rebalancing is { IsDeferred: true } rebalancing ? rebalancing.FromEpoch : 0),
        ];
        return beginnings.Where(beginning => beginning.Epoch > 0 && beginning.Epoch < learning.Training.Epochs).OrderByDescending(beginning => beginning.Epoch).FirstOrDefault().Name;
    }
}
