using System.Text.Json;
using Rsg.Parity.Tests.Generated;

namespace Rsg.Parity.Tests.Tables;

/// <summary>The learning rate of every epoch, and the first epochs of phase 2 and of the class weights, as the released scripts have them.</summary>
public static class SchedulesTable
{
    private const string RatesKey = "lr_by_epoch_from_0";

    /// <summary>
    /// How each script's setting is declared: number by number, and by its recipe in the released form; epochs count from 0 here, and from 1 in
    /// all scripts but LDAM's own.
    /// </summary>
    private static readonly Dictionary<string, string[]> Declarations = new(StringComparer.Ordinal)
    {
        ["rsg_cifar"] =
        [
            "RsgInsert(Stage = 2), Train(Epochs = 200, WarmupEpochs = 5, Milestones = [159, 179], GenerateFromEpoch = 160), Reweight(FromEpoch = 160)",
            "RsgInsert(Stage = 2, Form = Form.Released), Train(WarmupEpochs = 5, BoundaryEpoch = 160), Reweight(Deferred = true)",
            "Recipe(Recipes.CifarLongTailed), RsgInsert(Form = Form.Released), Reweight(Deferred = true)",
            "Recipe(Recipes.CifarStep), RsgInsert(Form = Form.Released), Reweight(Deferred = true)",
        ],
        ["ldam_cifar"] =
        [
            "RsgInsert(Stage = 2), Train(Epochs = 200, WarmupEpochs = 5, Milestones = [160, 180]), Reweight(FromEpoch = 160)",
            "Recipe(Recipes.CifarLongTailed), Train(WarmupEpochs = 5), Reweight(Deferred = true)",
        ],
        ["rsg_inaturalist"] =
        [
            "RsgInsert(Stage = 2), Train(Epochs = 180, WarmupEpochs = 5, Milestones = [99, 139, 169], Gamma = 0.1)",
            "Recipe(Recipes.INaturalist2018Twice), RsgInsert(Form = Form.Released)",
        ],
        ["rsg_places"] =
        [
            "RsgInsert(Stage = 2), Train(Epochs = 30, LearningRate = 0.01, Milestones = [9, 19], Gamma = 0.1)",
            "Recipe(Recipes.PlacesLongTailed), RsgInsert(Form = Form.Released)",
        ],
        ["rsg_imagenet_lt"] =
        [
            "RsgInsert(Stage = 2), Train(Epochs = 100, WarmupEpochs = 5, Milestones = [59, 79, 94], Gamma = 0.1)",
            "Recipe(Recipes.ImageNetLongTailed), RsgInsert(Form = Form.Released)",
        ],
    };

    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object
        && table.EnumerateObject().Any()
        && table.EnumerateObject().All(row => row.Value.ValueKind == JsonValueKind.Object && row.Value.TryGetProperty(RatesKey, out _));

    public static void Run(JsonElement table)
    {
        foreach (var row in table.EnumerateObject())
        {
            if (!Declarations.TryGetValue(row.Name, out var declarations))
            {
                Assert.Fail($"No declaration for the schedule '{row.Name}'; known are {string.Join(", ", Declarations.Keys)}.");
            }

            Assert.All(declarations, declaration => Compare(CompiledNetwork.Of(["Backbone(\"resnet8\", Classes = 10)", declaration]), row.Value));
        }
    }

    private static void Compare(CompiledNetwork model, JsonElement schedule)
    {
        var rates = schedule.GetProperty(RatesKey);
        Assert.Equal(schedule.GetProperty("epochs").GetInt32(), rates.GetArrayLength());
        Assert.Equal(rates.GetArrayLength(), model.TrainerConstant("Epochs"));
        for (var epoch = 0; epoch < rates.GetArrayLength(); epoch++)
        {
            Assert.Equal(1, model.LearningRateAt(epoch) / rates[epoch].GetDouble(), 1e-12);
        }

        if (schedule.TryGetProperty("first_phase2_epoch_from_0", out var generateFrom))
        {
            Assert.Equal(generateFrom.GetInt32(), model.TrainerConstant("GenerateFromEpoch"));
        }

        if (FirstWeightedEpoch(schedule) is { } reweightFrom)
        {
            Assert.Equal(reweightFrom, model.TrainerConstant("RebalanceFromEpoch"));
        }
    }

    /// <summary>The epoch from which beta is that of the class weights; before it beta is 0, which weights all classes alike.</summary>
    private static int? FirstWeightedEpoch(JsonElement schedule)
    {
        if (!schedule.TryGetProperty("drw_beta_by_epoch_from_0", out var recorded))
        {
            return null;
        }

        var betas = recorded.EnumerateArray().Select(beta => beta.GetDouble()).ToList();
        var first = betas.FindIndex(beta => beta != 0);
        Assert.All(betas.Skip(first), beta => Assert.Equal(0.9999, beta));
        return first;
    }
}
