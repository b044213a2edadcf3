using System.Globalization;
using System.Text;

namespace Rsg.Testing.Models;

/// <summary>A network of 300 layers with weights (shortcuts and normalisations not counted, as is the custom) as the text of a model file.</summary>
public static class DeepNetwork
{
    private static readonly int[] Widths = [16, 32, 48];

    /// <summary>A stem, 149 residual blocks of two convolutions, a classifier: what a person would write.</summary>
    public static string Repeated(string name, int classes) => string.Create(CultureInfo.InvariantCulture, $$"""
        model: {{name}}
        namespace: Demo
        input: [3, 32, 32]
        classes: {{classes}}
        blocks:
          residual:
            parameters: { out, stride: 1 }
            main:
              - conv: { out: $out, stride: $stride, bias: false, remainder: drop }
              - batchNorm
              - relu
              - conv: { out: $out, bias: false }
              - batchNorm
            shortcut: projection
            after: [relu]
        network:
          stem: [conv: { out: 16, bias: false }, batchNorm, relu]
          stages:
            - [residual: { out: 16, repeat: 49 }]
            - [residual: { out: 32, stride: 2 }, residual: { out: 32, repeat: 49 }]
            - [residual: { out: 48, stride: 2 }, residual: { out: 48, repeat: 49 }]
        rsg: { stage: 2 }
        loss: ldam

        """);

    /// <summary>299 convolutions one after another, each in lines of its own: what a program would write.</summary>
    public static string WrittenOut(string name, int classes)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            model: {name}
            namespace: Demo
            input: [3, 32, 32]
            classes: {classes}
            rsg:
              stage: 2
            loss: ldam
            network:
              stages:

            """);
        for (var layer = 0; layer < 299; layer++)
        {
            var stage = layer / 100;
            var isFirst = layer % 100 == 0;
            var stride = isFirst && stage > 0 ? ", stride: 2, remainder: drop" : "";
            text.Append(CultureInfo.InvariantCulture, $"    {(isFirst ? "- -" : "  -")} conv: {{ out: {Widths[stage]}{stride}, bias: false }}\n");
            text.Append("      - batchNorm\n      - relu\n");
        }

        return text.ToString();
    }
}
