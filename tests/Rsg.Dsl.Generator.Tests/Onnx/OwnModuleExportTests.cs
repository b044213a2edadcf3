using Rsg.Dsl.Declarations;
using Rsg.Dsl.Generator.Tests.Running;
using Rsg.Onnx;
using Rsg.Testing.Generation;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Dsl.Generator.Tests.Onnx;

/// <summary>Networks of TorchSharp's modules: each module that the generator says has an ONNX form has one, and computes the same; others are refused by name.</summary>
public sealed class OwnModuleExportTests : IDisposable
{
    /// <summary>Modules for maps (4, 9, 7), of which they keep the channels; one with a linear layer is a head.</summary>
    private static readonly string[] Modules =
    [
        "nn.AdaptiveAvgPool2d(new long[] { 3, 7 })",
        "nn.AdaptiveAvgPool2d(4)",
        "nn.AdaptiveMaxPool2d(new long[] { 4, 11 })",
        "nn.AdaptiveMaxPool2d(new long[] { 3, 3 })",
        "nn.AlphaDropout()",
        "nn.AvgPool2d(3)",
        "nn.AvgPool2d(new long[] { 3, 2 }, new long[] { 2, 2 }, new long[] { 1, 0 }, ceil_mode: true)",
        "nn.AvgPool2d(4, 3, 2, ceil_mode: true, count_include_pad: false)",
        "nn.BatchNorm2d(4, eps: 0.01)",
        "nn.BatchNorm2d(4, affine: false)",
        "nn.Conv2d(4, 4, 3, padding: Padding.Same)",
        "nn.Conv2d(4, 4, 4, dilation: 2, padding: Padding.Same)",
        "nn.Conv2d(4, 4, 3, padding: Padding.Valid, bias: false)",
        "nn.Conv2d(4, 4, (3, 5), stride: (2, 1), padding: (0, 3), dilation: (1, 2), groups: 2)",
        "nn.Dropout(0.3)",
        "nn.Dropout2d(0.3)",
        "nn.ELU(0.7)",
        "nn.FeatureAlphaDropout()",
        "nn.Sequential(nn.Flatten(2), nn.Flatten(), nn.Linear(252, 3))",
        "nn.GELU()",
        "nn.GroupNorm(2, 4)",
        "nn.GroupNorm(1, 4, affine: false)",
        "nn.Hardsigmoid()",
        "nn.Hardswish()",
        "nn.Identity()",
        "nn.LeakyReLU(0.3)",
        "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(1, 2), nn.Flatten(), nn.Linear(4, 3, hasBias: false))",
        "nn.MaxPool2d(3)",
        "nn.MaxPool2d(new long[] { 3, 2 }, new long[] { 2, 1 }, new long[] { 1, 1 }, new long[] { 2, 1 }, ceil_mode: true)",
        "nn.ReLU()",
        "nn.ReLU6()",
        "nn.Sequential(nn.Conv2d(4, 4, 3), nn.BatchNorm2d(4), nn.Sequential(nn.ReLU(), nn.Conv2d(4, 4, 1, bias: false), nn.BatchNorm2d(4)), nn.BatchNorm2d(4))",
        "nn.SiLU()",
        "nn.Sigmoid()",
        "nn.Softmax(1)",
        "nn.Softplus()",
        "nn.Tanh()",
        "new ZeroPadShortcut(4, 4, 2)",
        "new MapGroupNorm(2, 4)",
        "Parts.Twice()",
        "new Doubling()",
    ];

    private static readonly Lazy<LoadedModel> Compiled = new(static () => GeneratorRun.Of<RsgGenerator>(
        $$"""
        using Rsg;
        using Rsg.Layers;
        using Rsg.Onnx;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Own;

        public abstract class Parts
        {
            // One convolution in two places, so that it takes over no normalisation.
            public static Sequential Twice()
            {
                var shared = nn.Conv2d(4, 4, 3, padding: Padding.Same);
                return nn.Sequential(("first", shared), ("norm", nn.BatchNorm2d(4)), ("second", shared));
            }
        }

        public sealed class Doubling : nn.Module<Tensor, Tensor>, IOnnxModule
        {
            public Doubling()
                : base(nameof(Doubling))
            {
            }

            public override Tensor forward(Tensor input) => input.mul(2);

            public OnnxTensor Export(OnnxGraph onnx, OnnxTensor input) => onnx.Mul(input, onnx.Constant(2.0));
        }

        public sealed class Unknown : nn.Module<Tensor, Tensor>
        {
            public Unknown()
                : base(nameof(Unknown))
            {
            }

            public override Tensor forward(Tensor input) => input.mul(2);
        }

        {{string.Join("\n\n", Modules.Select(static (module, i) => Network(FormattableString.Invariant($"Net{i}"), module)))}}

        {{string.Join("\n\n", Refused.Select(static (refused, i) => Network(FormattableString.Invariant($"Wrong{i}"), refused.Module)))}}

        [Network(Classes = 3, Channels = 1, Height = 8, Width = 6)]
        [LdamLoss]
        public partial class Pooled
        {
            [Stage(1)] private readonly Sequential stem = nn.Sequential(("conv", nn.Conv2d(1, 6, 3)), ("norm", nn.BatchNorm2d(6)));
            [Stage(2)] public Conv2d onnx { get; } = nn.Conv2d(6, 5, 3, bias: false);
            [Head] private readonly NormedLinear images = new(5, 3);
        }
        """).AssertNoDiagnostics().AssertCompilesCleanly().Load());

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Written => [.. Modules];

    public static TheoryData<string> NotWritten => [.. Refused.Select(static refused => refused.Module)];

    private static (string Module, string Problem)[] Refused =>
    [
        ("nn.Sequential(nn.ReLU(), nn.Mish())", "'body.1', a Mish, has no ONNX form."),
        ("nn.Sequential((\"own\", new Unknown()))", "'body.own', a Unknown, has no ONNX form, unless it implements IOnnxModule."),
        ("nn.Conv2d(4, 4, 3, padding: 1, padding_mode: PaddingModes.Reflect)", "'body', a Conv2d, pads with Reflect."),
        ("nn.BatchNorm2d(4, track_running_stats: false)", "'body', a BatchNorm2d, normalises each batch by itself, since it keeps no running statistics."),
        ("nn.AvgPool2d(2, divisor_override: 3)", "'body', a AvgPool2d, divides by a number of its own."),
        ("nn.GELU(GELU.Approximate.tanh)", "'body', a GELU, has no ONNX form."),
        ("nn.Softplus(2)", "'body', a Softplus, has no ONNX form."),
    ];

    [Theory]
    [MemberData(nameof(Written))]
    public void A_module_gives_what_torch_does(string module)
        => AssertExports(FormattableString.Invariant($"Own.Net{Array.IndexOf(Modules, module)}"), rand(3, 4, 9, 7).sub(0.5).mul(8));

    [Fact]
    public void A_pooled_head_gives_what_torch_does() => AssertExports("Own.Pooled", rand(3, 1, 8, 6));

    [Theory]
    [MemberData(nameof(NotWritten))]
    public void What_has_no_form_is_refused_by_name(string module)
    {
        var i = Array.FindIndex(Refused, refused => refused.Module == module);
        using var network = Compiled.Value.Create<nn.Module<Tensor, Tensor>>(FormattableString.Invariant($"Own.Wrong{i}"));
        var path = Path.Combine(Path.GetTempPath(), $"rsg-{Guid.NewGuid():N}.onnx");

        var problem = Assert.Throws<NotSupportedException>(() => LoadedModel.Call(network, "ExportOnnx", path, null));

        Assert.Equal("The network cannot be exported: " + Refused[i].Problem, problem.Message);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Every_module_that_the_generator_knows_is_tried()
        => Assert.All(OnnxForms.OfTorchSharp, static name => Assert.Contains(Modules, module => module.Contains($"nn.{name}(", StringComparison.Ordinal)));

    public void Dispose() => scope.Dispose();

    private static void AssertExports(string type, Tensor images)
    {
        manual_seed(1);
        using var withoutGradient = no_grad();
        using var network = Compiled.Value.Create<nn.Module<Tensor, Tensor>>(type);
        network.DrawNorms();
        network.eval();
        var expected = network.call(images);
        foreach (var fold in new[] { false, true })
        {
            using var exported = new Exported(network, new OnnxOptions { FoldBatchNorms = fold });
            exported.AssertGives(expected, images);
            exported.AssertGives(expected[1..2], images[1..2]);
        }
    }

    private static string Network(string name, string module)
    {
        var isHead = module.Contains("Linear", StringComparison.Ordinal);
        var (body, head) = isHead ? ("nn.Identity()", module) : (module, "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3))");
        return $$"""
            [Network(Classes = 3, Channels = 4, Height = 9, Width = 7)]
            public partial class {{name}}
            {
                [Stage(1)] private readonly nn.Module<Tensor, Tensor> body = {{body}};
                [Head] private readonly Sequential head = {{head}};
            }
            """;
    }
}
