using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>Torch's fused SGD step, which TorchSharp has no call for; a script reaches it.</summary>
internal static class FusedSgdScript
{
    private const string Source = """
        def step(parameters: List[Tensor], gradients: List[Tensor], velocities: List[Tensor], rate: float, momentum: float, decay: float):
            torch._fused_sgd_(parameters, gradients, velocities, weight_decay=decay, momentum=momentum, lr=rate, dampening=0.0, nesterov=False, maximize=False, is_first_step=False)
            return parameters[0]

        def step_unless(parameters: List[Tensor], gradients: List[Tensor], velocities: List[Tensor], rate: float, momentum: float, decay: float, skip: Tensor):
            torch._fused_sgd_(parameters, gradients, velocities, weight_decay=decay, momentum=momentum, lr=rate, dampening=0.0, nesterov=False, maximize=False, is_first_step=False, found_inf=skip)
            return parameters[0]

        def norms(gradients: List[Tensor], order: float):
            return torch.stack(torch._foreach_norm(gradients, order))

        """;

    private static readonly Lazy<jit.CompilationUnit> Compiled = new(() => jit.compile(Source));

    private static readonly bool IsOff = Switch.IsOff(Switch.FusedOptimizer);

    /// <summary>Whether torch has the step for a kind of device, and nobody has turned it off.</summary>
    public static bool Serves(DeviceType device) => !IsOff && device is (DeviceType.CPU or DeviceType.CUDA);

    /// <summary>A norm of each gradient, (P).</summary>
    /// <param name="gradients">Of one device, none of them empty.</param>
    /// <param name="order">Which norm: 2, or infinity for the largest absolute value.</param>
    public static Tensor Norms(Tensor[] gradients, double order)
    {
        using Scalar heldOrder = order;
        return (Tensor)Compiled.Value.invoke("norms", gradients, heldOrder);
    }

    /// <summary>Moves velocities and parameters, in place; nothing where <paramref name="skip"/> is 1.</summary>
    public static void Step((Tensor[] Parameters, Tensor[] Gradients, Tensor[] Velocities) moving, double rate, SgdRule rule, Tensor? skip)
    {
        using DisposeScope scope = NewDisposeScope();

        // Without momentum torch wants no velocities.
        var (parameters, gradients, velocities) = moving;
        velocities = rule.Momentum == 0 ? [] : velocities;

        // TorchSharp makes a scalar of a double that nothing holds: a garbage collection before the script reads it frees it.
        using Scalar heldRate = rate;
        using Scalar momentum = rule.Momentum;
        using Scalar decay = rule.WeightDecay;
        _ = skip is null
            ? Compiled.Value.invoke("step", parameters, gradients, velocities, heldRate, momentum, decay)
            : Compiled.Value.invoke("step_unless", parameters, gradients, velocities, heldRate, momentum, decay, skip);
    }
}
