namespace System;

/// <summary>A place in a list, counted from its start or its end: what the compiler asks for where a list pattern looks at the last item.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The place, counted from the start of a list of a length.</summary>
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
