using static TorchSharp.torch;

namespace Rsg.Evaluation;

/// <summary>
/// Puts a module and everything in it into evaluation mode until it is disposed; then each is in the mode that it was in before. Where
/// everything is in evaluation mode already, nothing is touched, so that several threads can use one network.
/// </summary>
public sealed class EvaluationMode : IDisposable
{
    private readonly List<(nn.Module Module, bool Training)> modes = [];

    /// <summary>Puts a module into evaluation mode.</summary>
    /// <param name="module">The module.</param>
    public EvaluationMode(nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);

        // Setting a mode also sets it in everything inside, so that outer modules come before inner ones.
        List<(nn.Module Module, bool Training)> all =
            [(module, module.training), .. module.named_modules().Select(entry => (entry.module, entry.module.training))];
        if (all.Any(entry => entry.Training))
        {
            modes = all;
            module.eval();
        }
    }

    /// <summary>Restores every mode.</summary>
    public void Dispose()
    {
        foreach ((nn.Module module, bool training) in modes)
        {
            module.train(training);
        }
    }
}
