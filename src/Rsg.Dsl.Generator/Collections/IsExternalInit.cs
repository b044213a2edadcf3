using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for where a property is <c>init</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
