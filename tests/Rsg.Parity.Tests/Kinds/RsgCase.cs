using Rsg.Balancing;
using Rsg.Generation;
using Rsg.Parity.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Parity.Tests.Kinds;

/// <summary>One call of the generator on recorded feature maps, with its losses, its gradients and what lies between.</summary>
public static class RsgCase
{
    public static void Run(Fixture fixture)
    {
        var form = fixture.Text("variant") switch
        {
            "official" => Form.Released,
            "paper" => Form.Paper,
            var other => throw new InvalidDataException($"Variant '{other}' is neither 'official' nor 'paper'."),
        };
        using var generator = Build(fixture, form);
        LoadParameters(fixture, generator);

        var labels = fixture.Input("in.target");
        var features = fixture.Input("in.feature_maps").requires_grad_();
        if (fixture.Flag("freeze_first", missing: false))
        {
            generator.Generate(features, labels);
        }

        var batch = Call(fixture, form, generator, features, labels);
        var total = (batch.Features * fixture.Input("in.cotangent")).sum()
            + fixture.Number("lambda1") * batch.Cesc + fixture.Number("lambda2") * batch.Mv;
        total.backward();

        CompareResults(fixture, form, batch, total);
        CompareGradients(fixture, generator, features);
        CompareIntermediates(fixture, generator, batch, features.detach(), labels);
    }

    private static RareSampleGenerator Build(Fixture fixture, Form form)
    {
        var options = new RareSampleGeneratorOptions
        {
            Centers = fixture.Whole("n_center"),
            TransferStrength = fixture.Number("transfer_strength"),
            ContrastiveChannels = fixture.Whole("contrastive_module_dim"),
            Form = form,
            FinalRelu = fixture.Flag("h_final_relu", missing: false),
            TransformationBias = fixture.Flag("t_bias", missing: true),
        };
        var frequent = new FrequentClasses(fixture.Whole("num_classes"), fixture.Json<int[]>("head_classes"));
        var generator = new RareSampleGenerator(fixture.Whole("C"), frequent, options);
        generator.to(fixture.Precision);
        return generator;
    }

    private static void LoadParameters(Fixture fixture, RareSampleGenerator generator)
    {
        using var withoutGradient = no_grad();
        var names = generator.named_parameters().Select(parameter => parameter.name).Order(StringComparer.Ordinal);
        switch (fixture.Text("weights"))
        {
            case "in the file":
                Assert.Equal(fixture.Names("param.").Select(name => name["param.".Length..]).Order(StringComparer.Ordinal), names);
                foreach (var (name, parameter) in generator.named_parameters())
                {
                    parameter.copy_(fixture.Input("param." + name));
                }

                break;
            case "by formula":
                foreach (var (name, parameter) in generator.named_parameters())
                {
                    parameter.copy_(FormulaWeights.Of("RSG." + name, parameter.shape, fixture.Text("weight_salt"), gain: 1));
                }

                break;
            default:
                throw new InvalidDataException($"Weights '{fixture.Text("weights")}' are neither 'in the file' nor 'by formula'.");
        }
    }

    private static AugmentedBatch Call(Fixture fixture, Form form, RareSampleGenerator generator, Tensor features, Tensor labels)
    {
        var pairs = form == Form.Paper ? Pairs(fixture) : null;
        var epoch = fixture.Whole("epoch");
        var threshold = fixture.Whole("epoch_thresh");
        var isPhase1 = form == Form.Paper ? epoch < threshold : epoch <= threshold;
        if (isPhase1)
        {
            return generator.Estimate(features, labels, pairs);
        }

        var picks = form == Form.Paper ? new NewSamples(fixture.Indices("in.pick_freq"), fixture.Indices("in.pick_rare")) : null;
        return generator.Generate(features, labels, pairs, picks);
    }

    private static SamplePairs Pairs(Fixture fixture)
    {
        var pairs = fixture.Input("in.contrast_pairs");
        return new SamplePairs(pairs[.., 0].contiguous().data<long>().ToArray(), pairs[.., 1].contiguous().data<long>().ToArray());
    }

    private static void CompareResults(Fixture fixture, Form form, AugmentedBatch batch, Tensor total)
    {
        Assert.Equal(fixture.Whole("n_new"), batch.GeneratedCount);
        fixture.CompareIndices(batch.Labels.data<long>().ToArray(), "out.target");
        fixture.Compare(batch.Features, "out", "feature_maps", "out");
        fixture.Compare(batch.Cesc, "out", "loss_cesc", "out");
        fixture.Compare(batch.Mv, "out", "loss_mv", "out");
        fixture.Compare(total, "out", "total", "total");
        if (form == Form.Released)
        {
            fixture.CompareIndices(batch.Picks.Frequent, "out.freq_index");
            fixture.CompareIndices(batch.Picks.Rare, "out.rare_index");
        }
        else
        {
            fixture.Compare(batch.CenterTerm, "out", "cesc_center", "out");
            fixture.Compare(batch.ContrastTerm, "out", "cesc_contrast", "out");
            fixture.Compare(batch.MvDirection, "out", "mv_direction", "out");
            fixture.Compare(batch.MvLength, "out", "mv_length", "out");
            fixture.Compare(batch.MvContrast, "out", "mv_contrast", "out");
        }
    }

    // grad64_flow.feature_maps, where the paper cases have it, is the other reading: L_cls reaching the network through new samples.
    private static void CompareGradients(Fixture fixture, RareSampleGenerator generator, Tensor features)
    {
        fixture.Compare(features.grad!, "grad", "feature_maps", "grad");
        var without = fixture.Json<string[]>("none_grads");
        foreach (var (name, parameter) in generator.named_parameters())
        {
            if (without.Contains(name))
            {
                Assert.True(parameter.grad is null, $"{name} has a gradient; it must have none.");
            }
            else
            {
                Assert.True(parameter.grad is not null, $"{name} has no gradient.");
                fixture.Compare(parameter.grad!, "grad", name, "grad");
            }
        }
    }

    private static void CompareIntermediates(Fixture fixture, RareSampleGenerator generator, AugmentedBatch batch, Tensor maps, Tensor labels)
    {
        var state = generator.state_dict();
        var logits = CenterEstimation.Logits(maps.mean([2, 3]), labels, state["linear"], state["bias"]);
        var gamma = logits.softmax(1);
        CompareIfRecorded("gamma", () => gamma);
        CompareIfRecorded("cesc_center", () => batch.CenterTerm);
        CompareIfRecorded("cesc_contrast", () => batch.ContrastTerm);
        if (fixture.Has("mid64.pair_same"))
        {
            var pairs = SamplePairs.InBatchOrder((int)labels.shape[0]);
            var first = tensor(pairs.First.ToArray());
            var second = tensor(pairs.Second.ToArray());
            fixture.CompareIndices(
                labels[first].eq(labels[second]).to(ScalarType.Int64).data<long>().ToArray(), "mid64.pair_same");
            CompareIfRecorded("pair_logits", () => ContrastiveModule.Logits(maps[first], maps[second], generator.Contrastive, finalRelu: false));
        }

        if (batch.GeneratedCount == 0)
        {
            return;
        }

        var frequent = tensor(batch.Picks.Frequent.ToArray());
        var rare = tensor(batch.Picks.Rare.ToArray());
        var transformed = batch.Features[(int)maps.shape[0]..] - maps[rare];
        CompareIfRecorded("gamma_freq", () => gamma[frequent]);
        CompareIfRecorded("gamma_rare", () => gamma[rare]);
        CompareIfRecorded(
            "var_map", () => CenterEstimation.Displacement(maps, CenterEstimation.Nearest(logits, labels, state["centers"]))[frequent]);
        CompareIfRecorded("var_map_t", () => transformed);
        CompareIfRecorded(
            "mv_pair_logits", () => ContrastiveModule.Logits(maps[frequent], transformed, generator.Contrastive, finalRelu: false));

        // Recorded segment by segment; all segments are equally long.
        CompareMean("mv_direction", batch.MvDirection);
        CompareMean("mv_length", batch.MvLength);
        CompareMean("mv_contrast", batch.MvContrast);

        void CompareIfRecorded(string name, Func<Tensor> actual)
        {
            if (fixture.Has("mid64." + name))
            {
                fixture.CompareIntermediate(actual(), name, "out");
            }
        }

        void CompareMean(string name, Tensor actual)
        {
            if (fixture.Has("mid64." + name))
            {
                Judgement.Equal(
                    actual,
                    fixture.Expected("mid64." + name).mean(),
                    fixture.Precision == ScalarType.Float64 ? 1e-9 : fixture.Number("tolerance.out"),
                    "mid64." + name);
            }
        }
    }
}
