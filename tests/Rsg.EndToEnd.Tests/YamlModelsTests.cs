using System.Text.RegularExpressions;

namespace Rsg.EndToEnd.Tests;

/// <summary>The example with models in files, for one epoch each.</summary>
[Trait("Category", "Long")]
[Collection(ModelFilesExampleUsers.Name)]
public sealed partial class YamlModelsTests(ModelFilesExample example)
{
    [Fact]
    public void A_file_and_attributes_that_say_the_same_learn_the_same()
    {
        var accuracies = AccuracyPattern().Matches(example.Output).ToDictionary(match => match.Groups["model"].Value, match => match.Groups["percent"].Value);
        Assert.Equal(["AttributeNet", "CatalogueNet", "OwnNet"], accuracies.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(accuracies["AttributeNet"], accuracies["CatalogueNet"]);

        Assert.Contains("Parameters: 80,572\n", example.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Matches("The first test images, as OwnNet sees them: [A-Za-z, ]+", example.Output);
    }

    [GeneratedRegex(@"^(?<model>\w+): (?<percent>[\d.]+) % of the test images after 1 epoch", RegexOptions.Multiline)]
    private static partial Regex AccuracyPattern();
}
