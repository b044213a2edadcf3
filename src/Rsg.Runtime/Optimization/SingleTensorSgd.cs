using Rsg.Native;
using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>The same step as <see cref="FusedSgdScript"/> from ordinary tensor operations, one parameter after the other.</summary>
internal static class SingleTensorSgd
{
    /// <summary>A norm of each gradient, (P).</summary>
    /// <param name="gradients">Of one device, none of them empty.</param>
    /// <param name="order">Which norm: 2, or infinity for the largest absolute value.</param>
    public static Tensor Norms(Tensor[] gradients, double order) => stack(gradients.Select(gradient => linalg.vector_norm(gradient, order)));

    /// <summary>Moves velocities and parameters, in place; nothing where <paramref name="skip"/> is 1.</summary>
    public static void Step((Tensor[] Parameters, Tensor[] Gradients, Tensor[] Velocities) moving, double rate, SgdRule rule, Tensor? skip)
    {
        var (parameters, gradients, velocities) = moving;
        using var scope = NewDisposeScope();
        for (var i = 0; i < parameters.Length; i++)
        {
            var velocity = velocities[i].Times(rule.Momentum).Plus(gradients[i]).Plus(parameters[i].Times(rule.WeightDecay));
            var moved = parameters[i] - velocity.Times(rate);
            velocities[i].copy_(Unless(skip, velocity, velocities[i]));
            parameters[i].copy_(Unless(skip, moved, parameters[i]));
        }
    }

    private static Tensor Unless(Tensor? skip, Tensor next, Tensor now) => skip is null ? next : where(skip.to(ScalarType.Bool), now, next);
}
