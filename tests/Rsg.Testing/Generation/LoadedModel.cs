using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;

namespace Rsg.Testing.Generation;

/// <summary>
/// A compiled consumer's project, loaded. Members are found by name with the binder of the language's own rules (overloads, widening,
/// optional parameters); an exception of the called code reaches the test as it was thrown. For longer use take <c>dynamic</c>.
/// </summary>
public sealed class LoadedModel : IDisposable
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.OptionalParamBinding | BindingFlags.DoNotWrapExceptions;

    private readonly AssemblyLoadContext context = new ConsumerContext();

    internal LoadedModel(EmittedAssembly emitted)
    {
        using var image = new MemoryStream([.. emitted.Image]);
        using var symbols = new MemoryStream([.. emitted.Symbols]);
        Assembly = context.LoadFromStream(image, symbols);
    }

    /// <summary>The consumer's assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>The type with this full name; a nested type is written <c>Outer+Inner</c>.</summary>
    /// <exception cref="ArgumentException">There is no such type; the message lists those that there are.</exception>
    public Type Type(string fullName) => Assembly.GetType(fullName) ?? throw new ArgumentException(
        $"No type is named '{fullName}'. There are: {string.Join(", ", Assembly.GetTypes().Select(type => type.FullName))}.",
        nameof(fullName));

    /// <summary>Calls a public constructor.</summary>
    public object Create(string typeName, params object?[] arguments) =>
        Invoke(Type(typeName), "", BindingFlags.CreateInstance | BindingFlags.Instance, target: null, arguments)!;

    /// <summary>Calls a public constructor and sees the result as a type that the test knows, e.g. <c>nn.Module&lt;Tensor, Tensor&gt;</c>.</summary>
    public T Create<T>(string typeName, params object?[] arguments)
        where T : class
    {
        var created = Create(typeName, arguments);
        return created as T ?? throw new InvalidCastException($"{typeName} was to be a {typeof(T)}, but derives from {created.GetType().BaseType}.");
    }

    /// <summary>Calls a public static method.</summary>
    public object? CallStatic(string typeName, string method, params object?[] arguments) =>
        Invoke(Type(typeName), method, BindingFlags.InvokeMethod | BindingFlags.Static | BindingFlags.FlattenHierarchy, target: null, arguments);

    /// <summary>The value of a public constant, static field or static property.</summary>
    public object? GetStatic(string typeName, string member) =>
        Invoke(Type(typeName), member, BindingFlags.GetField | BindingFlags.GetProperty | BindingFlags.Static, target: null, []);

    /// <summary>Calls a public method of an object.</summary>
    public static object? Call(object target, string method, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Invoke(target.GetType(), method, BindingFlags.InvokeMethod | BindingFlags.Instance, target, arguments);
    }

    /// <summary>The value of a public field or property of an object.</summary>
    public static object? Get(object target, string member)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Invoke(target.GetType(), member, BindingFlags.GetField | BindingFlags.GetProperty | BindingFlags.Instance, target, []);
    }

    /// <summary>Lets the runtime unload the consumer's assembly once nothing refers to it any more.</summary>
    public void Dispose() => context.Unload();

    private static object? Invoke(Type type, string member, BindingFlags kind, object? target, object?[] arguments) =>
        type.InvokeMember(member, Public | kind, binder: null, target, arguments, CultureInfo.InvariantCulture);

    private sealed class ConsumerContext() : AssemblyLoadContext("Consumer", isCollectible: true)
    {
        // A type of Rsg.Runtime must be one type in the test and in the emitted code, also where the test host uses a context of its own.
        private static readonly AssemblyLoadContext Tests = GetLoadContext(typeof(LoadedModel).Assembly)!;

        protected override Assembly Load(AssemblyName assemblyName) => Tests.LoadFromAssemblyName(assemblyName);
    }
}
