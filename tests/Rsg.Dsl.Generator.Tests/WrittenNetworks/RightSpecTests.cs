using CsCheck;
using Rsg.Dsl.Generator.Tests.Onnx;
using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;
using Rsg.Onnx;
using Rsg.Summaries;
using Rsg.Testing.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks;

/// <summary>Every right network that a file can say is accepted, compiles without a warning, and computes what the file says.</summary>
public sealed class RightSpecTests
{
    private const int InOneProject = 12;

    /// <summary>Compared in double precision, so that only a mistake makes a difference; some of torch's constants have seven digits.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>What a sum of double precision may be off by, in parts of its largest terms: a bias in front of a norm learns nothing, which comes out as large gradients that cancel.</summary>
    private const double Rounding = 1e-13;

    [Fact]
    public void A_right_file_computes_what_it_says() => Gen.Int[0, 1_000_000].Array[InOneProject].Sample(
        static seeds =>
        {
            using var scope = NewDisposeScope();
            var specs = seeds.Select(static (seed, i) => (Name: $"Net{i}", Root: RandomSpec.Of(seed, "Specs", $"Net{i}"))).ToList();
            var project = specs.Aggregate(
                GeneratorInput.Of("internal class Other;"), static (project, spec) => project.WithAdditionalFile($"{spec.Name}.rsg.yaml", new YamlWriter(spec.Root).Text));
            using var assembly = GeneratorRun.Of<RsgGenerator>(project).AssertNoDiagnostics().AssertCompilesCleanly().Load();
            foreach (var (name, root) in specs)
            {
                try
                {
                    AssertComputes(root, assembly, "Specs." + name);
                }
                catch (Exception problem)
                {
                    throw new InvalidOperationException($"{problem.Message}\n{new YamlWriter(root).Text}", problem);
                }
            }
        },
        iter: 8,
        threads: 1);

    internal static void AssertComputes(YamlMap root, LoadedModel assembly, string type)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = assembly.Create<nn.Module<Tensor, Tensor>>(type);
        network.to(ScalarType.Float64);
        var classes = (int)assembly.GetStatic(type, "ClassCount")!;
        var images = randn([4, .. ((YamlList)root["input"]!).Items.Select(static side => (long)NaiveNumber.Of(side, []))], float64);
        var count = (int)assembly.GetStatic(type, "ParameterCount")!;
        Assert.Equal(count, network.parameters().Sum(static parameter => parameter.numel()));
        Assert.Equal(count, ((ModelSummary)assembly.GetStatic(type, "Summary")!).Parameters);

        var expected = new NaiveNetwork(root, network).Run(images);
        var expectedGradients = Gradients(network, expected);
        if (!expectedGradients.Values.Append(expected).All(static tensor => tensor.isfinite().all().item<bool>()))
        {
            // Powers of powers: numbers that overflow say nothing.
            return;
        }

        var nudged = Gradients(network, new NaiveNetwork(root, network).Run(images * (1 + 1e-12)));
        if (expectedGradients.Any(entry => Difference(entry.Value, nudged[entry.Key]) > Tolerance))
        {
            // A norm of equal values behind another one leaves rounding alone, and an activation's kink at 0 then follows its sign.
            return;
        }

        var logits = network.call(images);
        Assert.Equal([4, classes], logits.shape);
        AssertEqual(expected, logits, "in training");
        var gradients = Gradients(network, logits);
        var rounding = Rounding * expectedGradients.Values.Max(static gradient => gradient.abs().max().item<double>());
        foreach (var (name, gradient) in gradients)
        {
            AssertEqual(expectedGradients[name], gradient, "the gradient of " + name, rounding);
        }

        network.eval();
        using var noGradient = no_grad();
        var evaluated = network.call(images);
        AssertEqual(new NaiveNetwork(root, network).Run(images), evaluated, "in evaluation");
        Assert.Equal(evaluated.bytes.ToArray(), network.call(images).bytes.ToArray());
        AssertEqual(evaluated, network.Classify(network.ExtractFeatures(images)), "over the seam");

        network.DrawNorms();
        using var folded = network.Folded();
        AssertEqual(network.ExtractFeatures(images), folded.ExtractFeatures(images), "the features of the folded copy");
        AssertEqual(network.call(images), folded.call(images), "the folded copy");
        AssertExports(network, images);
    }

    /// <summary>What ONNX Runtime computes of the file, in single precision as it is, is as near to double precision as torch is in single precision, or nearly.</summary>
    private static void AssertExports(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        var exact = network.call(images);
        network.to(ScalarType.Float32);
        var single = images.to(ScalarType.Float32);
        var torchDifference = Difference(exact, network.call(single));
        if (!(torchDifference < 1e-3))
        {
            // Numbers that single precision cannot hold, or a norm of nearly equal values.
            return;
        }

        foreach (var fold in new[] { false, true })
        {
            using var exported = new Exported(network, new OnnxOptions { FoldBatchNorms = fold });
            var difference = Difference(exact, exported.Session.Run(single));
            Assert.True(difference <= Math.Max(1e-4, 20 * torchDifference), $"the ONNX file: a difference of {difference} of the largest value, or of 1; torch has {torchDifference}");
        }
    }

    /// <summary>What every parameter learns.</summary>
    private static Dictionary<string, Tensor> Gradients(nn.Module network, Tensor logits)
    {
        network.zero_grad();
        logits.pow(2).mean().backward();
        return network.named_parameters().ToDictionary(
            static entry => entry.name, static entry => entry.parameter.grad?.clone() ?? throw new InvalidOperationException(entry.name + " learns nothing"));
    }

    private static void AssertEqual(Tensor expected, Tensor actual, string what, double rounding = 0)
    {
        var difference = Difference(expected, actual);
        Assert.True(difference <= Tolerance + (rounding / Scale(expected)), $"{what}: a difference of {difference} of the largest value, or of 1");
    }

    /// <summary>The largest difference, as a part of the largest expected value or of 1.</summary>
    private static double Difference(Tensor expected, Tensor actual)
        => expected.sub(actual).abs().max().item<double>() / Scale(expected);

    private static double Scale(Tensor expected) => Math.Max(1, expected.abs().max().item<double>());
}
