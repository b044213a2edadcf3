using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Rsg.Dsl.Declarations;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Plans;

namespace Rsg.Dsl.Generator.Tests.Diagnostics;

/// <summary>
/// What is said of a declaration that came from a file, where keys and kinds are anybody's: at the right place, and without a word of C#.
/// A declaration is one line of text here: <c>loss=ldam scale=0</c> is a part, its kind and its keys.
/// </summary>
public class FileDeclarationTests
{
    /// <summary>What only a file can get wrong; of an attribute, the compiler says it.</summary>
    public static readonly IReadOnlyList<string> Ids = ["RSG0012", "RSG0013", "RSG0014"];

    private const string Network = "backbone name=resnet8 classes=10";

    [Theory]
    [InlineData("RSG0012", Network + " | rsg stage=2 [|frequentRation|]=0.5", "rsg has no key 'frequentRation'. Did you mean 'frequentRatio'? Its keys are stage, after, before, centers, frequentRatio, transferStrength, cescWeight, mvWeight, contrastiveChannels, form, mvTerms, displacement, addTo.")]
    [InlineData("RSG0012", Network + " | loss=crossEntropy [|maxMargin|]=0.5", "loss: crossEntropy has no key 'maxMargin'. That is a key of loss: ldam. It has no keys.")]
    [InlineData("RSG0012", Network + " | loss=ldam [|Scale|]=30", "loss: ldam has no key 'Scale'. Did you mean 'scale'? Its keys are maxMargin, scale.")]
    [InlineData("RSG0012", Network + " | rebalance=reweight [|zzzzzzzz|]=1", "rebalance: reweight has no key 'zzzzzzzz'. Its keys are beta, fromEpoch.")]
    [InlineData("RSG0013", Network + " head=cosine | loss=[|ldm|] scale=30", "'ldm' is no kind of loss. Did you mean 'ldam'? The kinds are crossEntropy, ldam.")]
    [InlineData("RSG0013", Network + " | rebalance=[|foo|] fromEpoch=999", "'foo' is no kind of rebalance. The kinds are reweight.")]
    [InlineData("RSG0014", Network + " head=cosine | [|loss maxMargin=0.5|]", "loss needs kind, which must be one of crossEntropy, ldam")]
    [InlineData("RSG0006", "[|loss=ldam|]", "loss: ldam says how 'M' is trained, but nothing says which network it is: add backbone: resnet32")]
    [InlineData("RSG0007", Network + " | loss=ldam | [|loss=crossEntropy|]", "loss: crossEntropy is a second loss beside loss: ldam; remove one of them")]
    [InlineData("RSG0008", "backbone name=resnet8 classes=[|'10'|]", "classes is '10'; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", "backbone name=resnet8 classes=[|2.5|]", "classes is 2.5; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", "backbone name=resnet8 classes=[|true|]", "classes is true; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", "backbone name=resnet8 classes=[||]", "classes is empty; it must be a whole number, at least 2 and at most 1000000")]
    [InlineData("RSG0008", "backbone classes=10 name=[|32|]", "name is 32; it must be a text")]
    [InlineData("RSG0008", Network + " | rsg after=[|3|]", "after is 3; it must be a text")]
    [InlineData("RSG0008", Network + " | rsg stage=[|1e300|]", "stage is 1E+300; it must be a whole number, at least 1 and at most 10000")]
    [InlineData("RSG0008", Network + " | rsg stage=2 frequentRatio=[|much|]", "frequentRatio is 'much'; it must be a number, greater than 0 and less than 1")]
    [InlineData("RSG0008", Network + " | rsg stage=2 frequentRatio=[|1|]", "frequentRatio is 1; it must be greater than 0 and less than 1")]
    [InlineData("RSG0008", Network + " | rsg stage=2 form=[|relesed|]", "form is 'relesed'; it must be one of paper, released; did you mean 'released'?")]
    [InlineData("RSG0008", Network + " | rsg stage=2 mvTerms=direction,[|lenght|]", "An item of mvTerms is 'lenght'; it must be one of none, direction, length, contrast, all; did you mean 'length'?")]
    [InlineData("RSG0008", Network + " | rsg stage=2 mvTerms=[|9|]", "mvTerms is 9; it must be some of none, direction, length, contrast, all")]
    [InlineData("RSG0008", Network + " | train milestones=160,[|late|]", "An item of milestones is 'late'; it must be a whole number, at least 1 and at most 1000000")]
    [InlineData("RSG0008", Network + " | train milestones=[|160|]", "milestones is 160; it must be a list of whole numbers, each at least 1 and at most 1000000")]
    [InlineData("RSG0008", "backbone name=resnet8 classNames=[|cat|]", "classNames is 'cat'; it must be a list of texts")]
    [InlineData("RSG0009", "[|backbone name=resnet8|]", "'M' does not say how many classes it tells apart: add classes, for example classes: 10")]
    [InlineData("RSG0015", "backbone name=resnet8 classes=[|3|] classNames=cat,dog", "classes is 3, but classNames has 2 names; remove classes, and the names are counted")]
    [InlineData("RSG2002", Network + " height=[|3|]", "height is 3, but the down-samplings of resnet8 need images of at least 4 x 4 pixels")]
    [InlineData("RSG2003", Network + " head=[|linear|] | loss=ldam", "loss: ldam needs head: cosine, but this is head: linear; remove head, and the right one is chosen")]
    [InlineData("RSG2004", Network + " head=[|cosine|]", "head: cosine gives logits between -1 and 1, and loss: crossEntropy, which is the default, does not scale them, so that even a perfect network keeps a large loss; remove head, or use loss: ldam")]
    [InlineData("RSG3001", Network + " | rsg stage=[|4|]", "There is no stage 4: resnet8 has 3 stages, counted from 1 (1 ends with layer1 at (N, 16, 32, 32), 2 ends with layer2 at (N, 32, 16, 16), 3 ends with layer3 at (N, 64, 8, 8))")]
    [InlineData("RSG3002", Network + " | rsg after=[|layr2|]", "after names 'layr2', which resnet8 does not have. Did you mean 'layer2'? Its parts are stem, layer1, layer2, layer3, head.")]
    [InlineData("RSG3003", Network + " | [|rsg|]", "The RSG needs exactly one of stage, after and before, but none is given; for example rsg: { stage: 2 }")]
    [InlineData("RSG3003", Network + " | rsg stage=2 before=[|layer3|]", "The RSG needs exactly one of stage, after and before, but stage and before are given; for example rsg: { stage: 2 }")]
    [InlineData("RSG3004", Network + " | rsg after=[|head|]", "after: head leaves no layer behind the RSG; the RSG works on feature maps, between the stem and the head")]
    [InlineData("RSG3005", Network + " | rsg stage=2 frequentRatio=[|0.09|]", "frequentRatio 0.09 of 10 classes is less than one class; the RSG carries variation from frequent to rare classes, so frequentRatio must be at least 1 / 10")]
    [InlineData("RSG4001", Network + " | train milestones=180,[|160|]", "milestones are [180, 160]; each must be greater than the one before it and less than epochs, which is 200")]
    [InlineData("RSG4002", Network + " | rebalance=reweight fromEpoch=[|200|]", "fromEpoch is 200, but training ends after 200 epochs (0 to 199), so that the classes are never reweighted")]
    [InlineData("RSG4002", Network + " | rsg stage=2 | train generateFromEpoch=[|200|]", "generateFromEpoch is 200, but training ends after 200 epochs (0 to 199), so that the RSG never generates a sample")]
    [InlineData("RSG4003", Network + " | rsg stage=2 | train generateFromEpoch=[|0|]", "generateFromEpoch is 0, so that the RSG generates samples before its centers and its contrastive module have learnt anything; let it be the epoch in which the learning rate is first decayed, or leave it out")]
    [InlineData("RSG4004", Network + " | train warmupEpochs=[|160|]", "warmupEpochs is 160, but the learning rate is first decayed at epoch 160; it must be less than that")]
    [InlineData("RSG4005", Network + " | rsg stage=2 cescWeight=[|1|]", "cescWeight 1 with a learning rate of 0.1 is too much for feature maps of 16 x 16, over which the CESC loss is a sum: the centers of a large class may diverge; use a cescWeight of at most 0.15, a smaller learning rate, or a later stage")]
    public void One_mistake_is_one_diagnostic_in_the_words_of_the_file(string id, string marked, string message)
    {
        var source = MarkedSource.Parse(marked);

        var diagnostic = Assert.Single(ModelPlanner.Plan(Read(source.Text)).Diagnostics);

        Assert.Equal(id, diagnostic.Descriptor.Id);
        Assert.Equal(message, string.Format(CultureInfo.InvariantCulture, diagnostic.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. diagnostic.Arguments]));
        Assert.Equal(source.Place, diagnostic.Span!.Value.Lines);
    }

    [Theory]
    [InlineData("mvTerms=all", "All")]
    [InlineData("mvTerms=direction", "Direction")]
    [InlineData("mvTerms=direction,contrast", "Direction, Contrast")]
    [InlineData("mvTerms=none", "None")]
    [InlineData("", "All")]
    public void Words_may_stand_alone_or_in_a_list(string said, string expected)
        => Assert.Equal(expected, ModelPlanner.Plan(Read($"{Network} | rsg stage=2 {said}")).Plan!.Rsg!.MvTerms.ToString());

    [Fact]
    public void Every_mistake_of_a_file_is_said_at_once()
        => Assert.Equal(
            ["RSG2001", "RSG0008", "RSG0012", "RSG0008", "RSG0008", "RSG0012"],
            ModelPlanner.Plan(Read("backbone name=resnet9000 classes=one klasses=2 | rsg stage=two | loss=ldam scale=0 margin=1")).Diagnostics.Select(static diagnostic => diagnostic.Descriptor.Id));

    private static ModelDeclaration Read(string line)
    {
        var sections = new List<Section>();
        var start = 0;
        foreach (var part in line.Split('|'))
        {
            sections.Add(ReadSection(part.Trim(), start + part.Length - part.TrimStart().Length));
            start += part.Length + 1;
        }

        return new ModelDeclaration(new ModelType("Demo", "M", "public", [], HasCaseTwin: false), At(0, 0), [], [], new([.. sections]), new FileWording(), IsBroken: false);
    }

    private static Section ReadSection(string part, int start)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (name, kind) = words[0].Split('=') is [var before, var after] ? (before, after) : (words[0], null);
        var entries = new List<Entry>();
        var from = 0;
        foreach (var word in words.Skip(1))
        {
            var at = start + (from = part.IndexOf(word, from, StringComparison.Ordinal));
            var (key, value) = word.Split('=') is [var left, var right] ? (left, right) : throw new FormatException(word);
            entries.Add(new Entry(key, key, At(at, key.Length), ReadValue(value, at + key.Length + 1)));
        }

        return new Section(name, kind, kind is null ? name : $"{name}: {kind}", At(start, part.Length), new([.. entries]))
        {
            KindSpan = kind is null ? At(start, part.Length) : At(start + name.Length + 1, kind.Length),
        };
    }

    private static Value ReadValue(string text, int start)
    {
        var span = At(start, text.Length);
        if (text.Contains(',', StringComparison.Ordinal))
        {
            var items = new List<Value>();
            foreach (var item in text.Split(','))
            {
                items.Add(ReadValue(item, start));
                start += item.Length + 1;
            }

            return new Value.List(new([.. items]), span);
        }

        return text is "" ? new Value.Nothing(span)
            : text is "true" ? new Value.Flag(true, span)
            : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? new Value.Number(number, span)
            : new Value.Text(text.Trim('\''), span);
    }

    private static SourceSpan At(int start, int length) => new("m.rsg.yaml", new TextSpan(start, length), new LinePositionSpan(new(0, start), new(0, start + length)));
}
