using System.Globalization;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Generator.Tests.Yaml;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>What a plan says of a declaration that came from a file: at the right place, and without a word of C#.</summary>
public class FileDeclarationTests
{
    private const string Model = "model: M\n";
    private const string Network = Model + "backbone: resnet8\nclasses: 10\n";

    [Theory]
    [InlineData("RSG1101", Network + "rsg: { stage: 2, [|frequentRation|]: 0.5 }", "'rsg' has no key 'frequentRation'. Did you mean 'frequentRatio'? It may have stage, after, before, centers, frequentRatio, transferStrength, cescWeight, mvWeight, contrastiveChannels, form, mvTerms, displacement, addTo.")]
    [InlineData("RSG1101", Network + "loss: { kind: crossEntropy, [|maxMargin|]: 0.5 }", "'crossEntropy' has no key 'maxMargin'. That is a key of 'loss: ldam'. It may have kind.")]
    [InlineData("RSG1101", Network + "loss: { kind: ldam, [|Scale|]: 30 }", "'ldam' has no key 'Scale'. Did you mean 'scale'? It may have kind, maxMargin, scale.")]
    [InlineData("RSG1101", Network + "rebalance: { kind: reweight, [|zzzzzzzz|]: 1 }", "'reweight' has no key 'zzzzzzzz'. It may have kind, beta, fromEpoch, deferred.")]
    [InlineData("RSG1102", Network + "head: cosine\n[|loss|]: { maxMargin: 0.5 }", "The key 'kind' is missing; say which loss it is: crossEntropy, focal, classBalancedFocal, amSoftmax, ldam, balancedSoftmax, logitAdjusted")]
    [InlineData("RSG1104", Network + "head: cosine\nloss: { kind: [|ldm|], scale: 30 }", "There is no loss 'ldm'. Did you mean 'ldam'? Known are crossEntropy, focal, classBalancedFocal, amSoftmax, ldam, balancedSoftmax, logitAdjusted.")]
    [InlineData("RSG1104", Network + "rebalance: { kind: [|foo|], fromEpoch: 999 }", "There is no rebalance 'foo'. Known are reweight, resample.")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [|'10'|]", "classes is '10'; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [|2.5|]", "classes is 2.5; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [|true|]", "classes is true; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [|{ a: 1 }|]", "classes is a mapping; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [|~|]", "classes is left empty; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [|[cat]|]", "classes is ['cat']; it must be a list of at least 2 names")]
    [InlineData("RSG0008", Model + "backbone: resnet8\nclasses: [cat, [|7|]]", "An item of classes is 7; it must be a text, in quotes")]
    [InlineData("RSG0008", Network + "input: [3, [|0|], 32]", "input height is 0; it must be a whole number, at least 1 and at most 65536")]
    [InlineData("RSG0008", Network + "head: [|linaer|]", "head is 'linaer'; it must be one of linear, cosine; did you mean 'linear'?")]
    [InlineData("RSG0008", Network + "head: [|Linear|]", "head is 'Linear'; it must be one of linear, cosine; did you mean 'linear'?")]
    [InlineData("RSG0008", Network + "rsg: { after: [|3|] }", "after is 3; it must be a text")]
    [InlineData("RSG0008", Network + "rsg: { stage: [|1e300|] }", "stage is 1E+300; it must be a whole number, at least 1 and at most 10000")]
    [InlineData("RSG0008", Network + "rsg: { stage: 2, centers: [|.inf|] }", "centers is Infinity; it must be a whole number, at least 1 and at most 10000")]
    [InlineData("RSG0008", Network + "rsg: { stage: 2, frequentRatio: [|much|] }", "frequentRatio is 'much'; it must be a number, greater than 0 and less than 1")]
    [InlineData("RSG0008", Network + "rsg: { stage: 2, frequentRatio: [|1|] }", "frequentRatio is 1; it must be greater than 0 and less than 1")]
    [InlineData("RSG0008", Network + "rsg: { stage: 2, form: [|relesed|] }", "form is 'relesed'; it must be one of paper, released; did you mean 'released'?")]
    [InlineData("RSG0008", Network + "rsg: { stage: 2, mvTerms: [direction, [|lenght|]] }", "An item of mvTerms is 'lenght'; it must be one of none, direction, length, contrast, all; did you mean 'length'?")]
    [InlineData("RSG0008", Network + "rsg: { stage: 2, mvTerms: [|9|] }", "mvTerms is 9; it must be some of none, direction, length, contrast, all")]
    [InlineData("RSG0008", Network + "train: { milestones: [160, [|late|]] }", "An item of milestones is 'late'; it must be a whole number, at least 1 and at most 1000000")]
    [InlineData("RSG0008", Network + "train: { milestones: [|160|] }", "milestones is 160; it must be a list of whole numbers, each at least 1 and at most 1000000")]
    [InlineData("RSG0009", Model + "[|backbone|]: resnet8", "'M' does not say how many classes it tells apart: add classes, for example classes: 10")]
    [InlineData("RSG0013", Model + "backbone: resnet8\nclasses: [cat, [|'!?'|]]", "The class name '!?' cannot become a label in C#: it must have a letter or a digit, and at most 200 characters")]
    [InlineData("RSG0014", Model + "backbone: resnet8\nclasses: [cat, [|cat|]]", "The class names 'cat' and 'cat' both become the label Cat; each class needs a name of its own")]
    [InlineData("RSG2001", Model + "backbone: [|resnet9|]\nclasses: 10", "There is no network 'resnet9'. Did you mean 'resnet8'? The catalogue has {0}.")]
    [InlineData("RSG2002", Network + "input: [3, [|3|], 32]", "input height is 3, but the down-samplings of resnet8 need images of at least 4 x 4 pixels")]
    [InlineData("RSG2003", Network + "head: [|linear|]\nloss: ldam", "loss: ldam needs head: cosine, but this is head: linear; remove head, and the right one is chosen")]
    [InlineData("RSG2004", Network + "head: [|cosine|]", "head: cosine gives logits between -1 and 1, and loss: crossEntropy, which is the default, does not scale them, so that even a perfect network keeps a large loss; remove head, or use loss: ldam")]
    [InlineData("RSG3001", Network + "rsg: { stage: [|4|] }", "There is no stage 4: resnet8 has 3 stages, counted from 1 (1 ends with layer1 at (N, 16, 32, 32), 2 ends with layer2 at (N, 32, 16, 16), 3 ends with layer3 at (N, 64, 8, 8))")]
    [InlineData("RSG3002", Network + "rsg: { after: [|layr2|] }", "after names 'layr2', which resnet8 does not have. Did you mean 'layer2'? Its parts are stem, layer1, layer2, layer3, head.")]
    [InlineData("RSG3003", Network + "[|rsg|]: {}", "The RSG needs exactly one of stage, after and before, but none is given; for example rsg: { stage: 2 }")]
    [InlineData("RSG3003", Network + "rsg: { stage: 2, before: [|layer3|] }", "The RSG needs exactly one of stage, after and before, but stage and before are given; for example rsg: { stage: 2 }")]
    [InlineData("RSG3004", Network + "rsg: { after: [|head|] }", "after: head leaves no layer behind the RSG; the RSG works on feature maps, between the stem and the head")]
    [InlineData("RSG3005", Network + "rsg: { stage: 2, frequentRatio: [|0.09|] }", "frequentRatio 0.09 of 10 classes is less than one class; the RSG carries variation from frequent to rare classes, so frequentRatio must be at least 0.1")]
    [InlineData("RSG4001", Network + "train: { milestones: [180, [|160|]] }", "milestones are [180, 160]; each must be greater than the one before it and less than epochs, which is 200")]
    [InlineData("RSG4002", Network + "rebalance: { kind: reweight, fromEpoch: [|200|] }", "fromEpoch is 200, but training ends after 200 epochs (0 to 199), so that the classes are never reweighted")]
    [InlineData("RSG4002", Network + "rsg: { stage: 2 }\ntrain: { generateFromEpoch: [|200|] }", "generateFromEpoch is 200, but training ends after 200 epochs (0 to 199), so that the RSG never generates a sample")]
    [InlineData("RSG4003", Network + "rsg: { stage: 2 }\ntrain: { generateFromEpoch: [|0|] }", "generateFromEpoch is 0, so that the RSG generates samples before its centers and its contrastive module have learnt anything; let generateFromEpoch be the epoch in which the learning rate is first decayed, or leave it out")]
    [InlineData("RSG4003", Network + "rsg: { stage: 2 }\ntrain: { boundaryEpoch: [|0|] }", "boundaryEpoch is 0, so that the RSG generates samples before its centers and its contrastive module have learnt anything; let boundaryEpoch be the epoch in which the learning rate is first decayed, or leave it out")]
    [InlineData("RSG4003", Network + "rsg: { stage: 2 }\ntrain: { epochs: [|1|] }", "epochs is 1, so that the RSG generates samples before its centers and its contrastive module have learnt anything; let epochs be at least 2")]
    [InlineData("RSG4004", Network + "train: { warmupEpochs: [|160|] }", "warmupEpochs is 160, but the learning rate is first decayed at epoch 160; it must be less than that")]
    [InlineData("RSG4005", Network + "rsg: { stage: 2, cescWeight: [|1|] }", "cescWeight 1 with a learning rate of 0.1 is too much for feature maps of 16 x 16, over which the CESC loss is a sum: the centers of a large class may diverge; use a cescWeight of at most 0.15, a smaller learning rate, or a later stage")]
    public void One_mistake_is_one_diagnostic_in_the_words_of_the_file(string id, string marked, string message)
    {
        var source = MarkedSource.Parse(marked);

        var diagnostic = Assert.Single(Plan(source.Text).Diagnostics);

        var catalogue = string.Join(", ", Rsg.Dsl.Networks.Backbones.BackboneCatalogue.Names);
        Assert.Equal(id, diagnostic.Descriptor.Id);
        Assert.Equal(message.Replace("{0}", catalogue, StringComparison.Ordinal), Text(diagnostic));
        Assert.Equal(source.Place, diagnostic.Span!.Value.Lines);
    }

    [Theory]
    [InlineData("mvTerms: all", "All")]
    [InlineData("mvTerms: direction", "Direction")]
    [InlineData("mvTerms: [direction, contrast]", "Direction, Contrast")]
    [InlineData("mvTerms: []", "None")]
    [InlineData("mvTerms: none", "None")]
    [InlineData("form: paper", "All")]
    public void Words_may_stand_alone_or_in_a_list(string said, string expected)
        => Assert.Equal(expected, Plan($"{Network}rsg: {{ stage: 2, {said} }}").Plan!.Learning.Rsg!.MvTerms.ToString());

    [Fact]
    public void Every_mistake_of_a_file_is_said_at_once_in_the_order_of_the_file()
        => Assert.Equal(
            ["RSG2001", "RSG0008", "RSG1104", "RSG0008", "RSG1101", "RSG0008"],
            Plan(Model + "backbone: resnet9000\nclasses: one\nloss: ldm\nrsg:\n  stage: two\n  centres: 9\n  centers: 0\n").Diagnostics.Select(static diagnostic => diagnostic.Descriptor.Id));

    [Fact]
    public void Classes_with_names_are_planned_with_their_labels()
    {
        var result = Plan(Model + "backbone: resnet8\nclasses: [scratch, hot spot, none]\n");

        Assert.Equal(3, result.Plan!.Classes);
        Assert.Equal([new ClassLabel("scratch", "Scratch"), new ClassLabel("hot spot", "HotSpot"), new ClassLabel("none", "None")], result.ClassNames);
    }

    private static PlanResult Plan(string yaml)
    {
        var file = Reading.File(yaml);
        Assert.Empty(file.Diagnostics);
        return ModelPlanner.Plan(file.Content!.Models.Single());
    }

    private static string Text(DiagnosticInfo diagnostic)
        => string.Format(CultureInfo.InvariantCulture, diagnostic.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. diagnostic.Arguments]);
}
