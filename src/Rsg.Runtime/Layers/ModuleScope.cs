using System.ComponentModel;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// A named group of modules. It computes nothing: it gives the state names of its children a common prefix
/// (<c>features.conv0.weight</c>), while the network calls the children itself. Scopes nest.
/// </summary>
/// <remarks>
/// The scope owns its children as every module does: <c>train()</c>, <c>to(...)</c>, <c>state_dict()</c> and <c>Dispose()</c> reach them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleScope : nn.Module
{
    /// <summary>Groups modules.</summary>
    /// <param name="children">Each module and its name in the scope; names are not empty, hold no dot and differ.</param>
    /// <exception cref="ArgumentException">A name or a module is missing, or a name holds a dot.</exception>
    /// <exception cref="InvalidOperationException">A name stands twice.</exception>
    public ModuleScope(params (string Name, nn.Module Module)[] children)
        : base(nameof(ModuleScope))
    {
        ArgumentNullException.ThrowIfNull(children);
        foreach (var (name, module) in children)
        {
            ArgumentException.ThrowIfNullOrEmpty(name, nameof(children));
            ArgumentNullException.ThrowIfNull(module, nameof(children));
            register_module(name, module);
        }
    }
}
